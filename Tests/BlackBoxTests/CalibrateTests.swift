import Foundation
import JSON
import Testing

/// Fitting the score to what reviewers decided.
struct CalibrateTests {
    /// Posts check-ins of which some are mocked, and reviews them; gives the last receipt's score.
    private func review(_ tenant: Tenant, honest: Int, mocked: Int) async throws -> Double {
        var score = 0.0
        for turn in 0..<honest + mocked {
            let isMocked = turn < mocked
            let id = UUID().uuidString.lowercased()
            var body = Tenant.checkIn(id: id)
            if isMocked { body = body.replacing(#""t":-500"#, with: #""t":-500,"mock":true"#) }
            let posted = try await tenant.app.send("POST", tenant.path + "/check-ins", body)
            #expect(posted.status == 201, "\(posted.text)")
            if !isMocked { score = posted.json["risk"]?["score"]?.number ?? 0 }
            let decision = isMocked ? "rejected" : "accepted"
            let reviewed = try await tenant.hr.send(
                "POST", tenant.path + "/check-ins/\(id)/review",
                #"{"decision":"\#(decision)","reason":"looked at"}"#)
            #expect(reviewed.status < 300, "\(reviewed.text)")
        }
        return score
    }

    @Test func `reviews change the score of later check-ins`() async throws {
        let server = try RunningServer()
        let tenant = try await Tenant(server)
        let before = try await review(tenant, honest: 30, mocked: 30)
        #expect(server.stop() == 0)

        let tried = try ProgramRun(
            "calibrate", tenant.id, "--data", server.data.path, "--dry-run")
        let run = try ProgramRun("calibrate", tenant.id, "--data", server.data.path)
        #expect(tried.status == 0 && !tried.output.contains("kept"))
        #expect(run.status == 0)
        #expect(run.output.contains("60 reviewed check-ins"))
        #expect(run.output.contains("kept as version 1"))

        let again = try RunningServer(data: server.data)
        let app = Client(again.url, key: tenant.app.key)
        let posted = try await app.send("POST", tenant.path + "/check-ins", Tenant.checkIn())
        let after = try #require(posted.json["risk"]?["score"]?.number)
        #expect(abs(after - before) > 1e-4)
        #expect(again.stop() == 0)
        #expect(try ProgramRun("verify", "--data", server.data.path).status == 0)
    }

    @Test func `what was altered is left out of a fit, and told`() async throws {
        let server = try RunningServer()
        let tenant = try await Tenant(server)
        _ = try await review(tenant, honest: 30, mocked: 30)
        #expect(server.stop() == 0)
        try AlteredRowTests.alter(
            server.data, "UPDATE record SET payload = zeroblob(200) WHERE sequence = 2")
        try AlteredRowTests.alter(
            server.data,
            """
            UPDATE document SET body = zeroblob(200) WHERE kind = 'review'
              AND id = (SELECT id FROM record WHERE sequence = 3)
            """)

        let run = try ProgramRun(
            "calibrate", tenant.id, "--data", server.data.path, "--dry-run")

        #expect(run.status == 0, "\(run.output)")
        #expect(run.output.contains("2 reviewed check-ins are left out"))
        #expect(run.output.contains("58 reviewed check-ins"))
    }

    @Test func `too few reviews are refused with their number`() async throws {
        let server = try RunningServer()
        let tenant = try await Tenant(server)
        _ = try await review(tenant, honest: 3, mocked: 2)
        #expect(server.stop() == 0)

        let run = try ProgramRun("calibrate", tenant.id, "--data", server.data.path)

        #expect(run.status == 1)
        #expect(run.output.contains("5 reviewed check-ins, 2 of them rejected"))
    }
}
