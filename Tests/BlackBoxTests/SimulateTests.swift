import Foundation
import JSON
import Testing

/// Simulated check-ins, as an operator makes them and a server judges them.
struct SimulateTests {
    private let server: RunningServer
    private let acme: Tenant
    private let folder: URL

    init() async throws {
        server = try RunningServer()
        acme = try await Tenant(server)
        folder = server.data.appending(path: "simulation")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func file(_ name: String) -> String { folder.appending(path: name).path }

    private func lines(_ name: String) throws -> [JSONValue] {
        try String(contentsOf: URL(filePath: file(name)), encoding: .utf8)
            .split(separator: "\n").map { try JSONValue(Array($0.utf8)) }
    }

    private func ndjson(
        _ path: String, _ name: String, by client: Client
    ) async throws -> [JSONValue] {
        let bytes = try Data(contentsOf: URL(filePath: file(name)))
        let answer = try await client.send(
            "POST", acme.path + path, bytes: [UInt8](bytes),
            headers: ["Content-Type": "application/x-ndjson", "Accept": "application/x-ndjson"])
        #expect(answer.status == 200, "\(answer.text.prefix(300))")
        return try answer.text.split(separator: "\n").map { try JSONValue(Array($0.utf8)) }
    }

    @Test func `files of a simulation are taken as they are, and the truth stands beside`()
        async throws
    {
        let attacks = "replay-exact,mock-flag,constant-sensors,wifi-replayed,shared-device"
        let made = try ProgramRun(
            "simulate", "--seed", "5", "--each", "1", "--honest", "2", "--attacks", attacks,
            "--output", file("lines"), "--truth", file("truth"), "--roster", file("roster"),
            "--places", file("places"))
        #expect(made.status == 0)

        let places = try String(contentsOf: URL(filePath: file("places")), encoding: .utf8)
        #expect(try await acme.admin.send("PUT", acme.path + "/geofences", places).status == 200)
        let members = try await ndjson("/members/import", "roster", by: acme.admin)
        #expect(members.count == 8)
        let answers = try await ndjson("/check-ins/batch", "lines", by: acme.app)
        let truth = try lines("truth")

        #expect(answers.count == truth.count && truth.count == 18)
        var decisions: [String: [String]] = [:]
        for (answer, truth) in zip(answers, truth) {
            #expect(answer["status"]?.number == 201, "\(answer)")
            #expect(answer["receipt"]?["id"] == truth["id"])
            decisions[truth["attack"]?.text ?? "", default: []].append(
                answer["receipt"]?["decision"]?.text ?? "")
        }
        #expect(decisions["none"]?.allSatisfy { $0 == "accepted" } == true)
        #expect(decisions["mock-flag"] == ["rejected"])
        #expect(decisions["replay-exact"] == ["rejected"])
        #expect(decisions["constant-sensors"]?.contains("accepted") == false)
        #expect(decisions["wifi-replayed"]?.contains("accepted") == false)
        #expect(decisions["shared-device"]?.contains("accepted") == false)
    }

    @Test func `equal seeds make equal lines but for the time`() throws {
        func ids(_ seed: String) throws -> [String?] {
            let made = try ProgramRun(
                "simulate", "--seed", seed, "--each", "1", "--honest", "1", "--seconds", "5",
                "--attacks", "joystick,wifi-empty")
            return try made.output.split(separator: "\n").map {
                try JSONValue(Array($0.utf8))["id"]?.text
            }
        }

        #expect(try ids("7") == ids("7"))
        #expect(try ids("7") != ids("8"))
    }

    @Test func `posted to a server it prints what was decided`() async throws {
        let run = try ProgramRun(
            "simulate", "--seed", "9", "--each", "1", "--honest", "1", "--attacks",
            "mock-flag,stripped-sensors,impossible-travel", "--url", server.url.absoluteString,
            "--key", acme.admin.key ?? "", "--org", acme.id)

        #expect(run.status == 0)
        let rows = run.output.split(separator: "\n")
        #expect(rows.count == 5)
        #expect(rows.first?.hasPrefix("check-ins") == true)
        #expect(rows.dropFirst().first?.hasPrefix("honest") == true)
        #expect(run.output.contains("mock-location 1"))
        #expect(run.output.contains("impossible-travel 1"))
    }

    @Test func `an unknown attack is refused with the known ones`() throws {
        #expect(try ProgramRun("simulate", "--attacks", "magic").status == 64)
    }
}
