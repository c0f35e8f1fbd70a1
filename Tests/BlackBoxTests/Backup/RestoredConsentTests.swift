import Foundation
import JSON
import Testing

/// Consents that were withdrawn after a copy was made.
struct RestoredConsentTests {
    private func enrol(_ acme: Tenant) async throws {
        let model = try await acme.admin.send(
            "PUT", "\(acme.path)/face-models/m",
            #"{"dimension":64,"metric":"cosine","threshold":0.6,"identifyThreshold":0.5}"#)
        #expect(model.status == 201, "\(model.text)")
        let enrolled = try await acme.app.send(
            "POST", "\(acme.path)/members/e1/faces", Self.face)
        #expect(enrolled.status == 201, "\(enrolled.text)")
    }

    private static let face =
        #"{"model":"m","vector":[\#((1...64).map { "\(Double($0) / 64)" }.joined(separator: ","))]}"#

    @Test func `a withdrawn consent stays withdrawn, and its faces are gone`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let folder = try BackupFolder(of: server)
        try await enrol(acme)
        #expect(try folder.make().status == 0)
        let before = folder.target("before")
        #expect(try folder.restore(to: before).status == 0)
        for purpose in ["face", "location"] {
            let withdrawn = try await acme.app.send(
                "DELETE", "\(acme.path)/members/e1/consents/\(purpose)")
            #expect(withdrawn.status < 300, "\(withdrawn.text)")
        }
        #expect(try folder.make().status == 0)

        let run = try folder.restore("--copy", "rollcall-000001.copy", to: folder.target())

        #expect(run.status == 0, "\(run.errors)")
        // The control: with the keys of its own time the copy knows of no withdrawal.
        for (target, holds) in [(before, true), (folder.target(), false)] {
            let restored = try folder.serve(target)
            let app = Client(restored.url, key: acme.app.key)
            let verified = try await app.send(
                "POST", "\(acme.path)/members/e1/faces/verify", Self.face)
            let posted = try await app.send(
                "POST", "\(acme.path)/check-ins", Tenant.checkIn())
            #expect((verified.status == 200) == holds, "\(verified.text)")
            #expect(posted.status == (holds ? 201 : 403), "\(posted.text)")
            #expect(restored.stop() == 0)
            let checked = try ProgramRun(
                "verify", "--data", target.path, "--root-key-file", folder.rootKey.path)
            #expect(checked.status == 0, "\(checked.output)")
        }
    }
}
