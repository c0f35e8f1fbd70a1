import Foundation
import JSON
import Testing

/// Heads that an auditor keeps, and what they say of a folder later.
struct KeptHeadTests {
    @Test func `an older copy of a folder is sound by itself, and not what was witnessed`()
        async throws
    {
        let manager = FileManager.default
        let first = try RunningServer()
        let acme = try await Tenant(first)
        _ = try await acme.app.send("POST", "\(acme.path)/check-ins", Tenant.checkIn())
        #expect(first.stop() == 0)
        let old = first.data.appendingPathExtension("old")
        try manager.copyItem(at: first.data, to: old)
        defer { try? manager.removeItem(at: old) }
        let second = try RunningServer(data: first.data)
        let auditor = Client(second.url, key: acme.auditor.key)
        let app = Client(second.url, key: acme.app.key)
        _ = try await app.send("POST", "\(acme.path)/check-ins", Tenant.checkIn())
        let head = try await auditor.get("\(acme.path)/audit/head")
        _ = try await app.send("POST", "\(acme.path)/check-ins", Tenant.checkIn())
        #expect(second.stop() == 0)
        let kept = old.appending(path: "kept.json").path
        try Data(head.bytes).write(to: URL(filePath: kept))
        let forged = old.appending(path: "forged.json").path
        try Data(head.text.replacing(#""sequence":2"#, with: #""sequence":3"#).utf8)
            .write(to: URL(filePath: forged))

        let present = try ProgramRun("verify", "--data", first.data.path, "--head", kept)
        let alone = try ProgramRun("verify", "--data", old.path)
        let witnessed = try ProgramRun("verify", "--data", old.path, "--head", kept)
        let lied = try ProgramRun("verify", "--data", first.data.path, "--head", forged)
        let nonsense = try ProgramRun(
            "verify", "--data", first.data.path, "--head", "\(old.path)/root.key")

        #expect(present.status == 0, "\(present.output)")
        #expect(alone.status == 0, "\(alone.output)")
        #expect(witnessed.status == 1)
        #expect(witnessed.output.contains("truncated"), "\(witnessed.output)")
        #expect(lied.status == 1)
        #expect(lied.output.contains("forgedHead"), "\(lied.output)")
        #expect(nonsense.status == 64)
    }
}
