import ArgumentParser
import Foundation
import JSON
import Simulation

/// Makes honest and fraudulent check-ins, and writes or posts them.
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make honest and fraudulent check-ins as NDJSON, or post them.",
        discussion: """
            Every attacker is a member with a phone and a few honest check-ins of its own. \
            Without --url the check-ins are written as lines for POST …/check-ins/batch, with \
            --truth, --roster and --places beside them; with it they are posted, and a table \
            of decisions is printed. Equal seeds make equal evidence: post a seed once to an \
            organization, for the same samples again are a replay.
            """)

    @Option(help: "A folder of recordings in place of generated phones.") var recordings: String?
    @Option(help: "A CSV file of surveyed scans in place of generated ones.") var scans: String?
    @Option(help: "The seed.") var seed: UInt64 = 1
    @Option(help: "How often each attack is tried.") var each = 5
    @Option(help: "Honest check-ins before each attack.") var honest = 3
    @Option(help: "Seconds of a window.") var seconds = 15.0
    @Option(help: "Only these attacks, separated by commas.") var attacks: String?
    @Option(help: "The file for the check-ins; standard output without it.") var output: String?
    @Option(help: "A file for the truth of every line.") var truth: String?
    @Option(help: "A file for the members, as members/import takes them.") var roster: String?
    @Option(help: "A file for the places, as PUT …/geofences takes them.") var places: String?
    @Option(help: "A running server to post to.") var url: String?
    @Option(help: "An admin key of the organization.") var key: String?
    @Option(help: "The organization.") var org: String?

    func validate() throws {
        guard (1...1_000).contains(each), (0...5).contains(honest), (3...30).contains(seconds)
        else { throw ValidationError("--each 1…1000, --honest 0…5, --seconds 3…30") }
        guard url == nil || (key != nil && org != nil) else {
            throw ValidationError("--url needs --key and --org")
        }
        _ = try chosen()
    }

    func run() async throws {
        let workforce = try workforce()
        for attack in workforce.missing {
            FileHandle.standardError.write(
                Data("\(attack.rawValue): the recordings lack windows for it\n".utf8))
        }
        let now = Date().timeIntervalSince1970
        if let truth { try write(workforce.checkIns, to: truth) { $1.writeTruth(to: &$0) } }
        if let roster {
            try write(workforce.members, to: roster) {
                SimulatedRoster.write($1, named: true, to: &$0)
            }
        }
        if let places { try Data(Self.collection).write(to: URL(filePath: places)) }
        guard let url, let key, let org else {
            try write(workforce.checkIns, to: output) { $1.write(to: &$0, now: now) }
            return
        }
        guard let server = URL(string: url) else { throw ValidationError("--url is not a URL") }
        let session = try await SimulationSession(
            APIClient(server, key: key), organization: org)
        try await session.furnish(workforce)
        Terminal.write(try await session.post(workforce.checkIns, now: now).text)
    }

    private func workforce() throws -> SimulatedWorkforce {
        var plan = SimulatedWorkforce.Plan()
        (plan.seed, plan.each, plan.honest) = (seed, each, honest)
        plan.attacks = try chosen()
        let scene =
            try scans.flatMap { RadioScene(try SurveyedScan.read(URL(filePath: $0))) }
            ?? RadioScene(seed: seed)
        guard let recordings else {
            return SimulatedWorkforce(
                plan, pool: WindowPool(seed: seed, seconds: seconds), scene: scene)
        }
        let phones = try RecordingLibrary.open(URL(filePath: recordings))
        let windows = phones.flatMap { $0.windows(seconds: seconds, every: seconds) }
        guard !windows.isEmpty else { throw ValidationError("no recording in \(recordings)") }
        return SimulatedWorkforce(
            plan, pool: WindowPool(recorded: windows, seconds: seconds), scene: scene)
    }

    private func chosen() throws -> [Attack] {
        guard let attacks else { return Attack.allCases }
        return try attacks.split(separator: ",").map { name in
            guard let attack = Attack(rawValue: String(name)) else {
                let known = Attack.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("\(name) is none of \(known)")
            }
            return attack
        }
    }

    /// Writes a line of JSON for each value.
    private func write<Value>(
        _ values: [Value], to file: String?, _ line: (inout JSONWriter, Value) -> Void
    ) throws {
        var writer = JSONWriter()
        for value in values {
            line(&writer, value)
            writer.newline()
        }
        if let file {
            try Data(writer.bytes).write(to: URL(filePath: file))
        } else {
            FileHandle.standardOutput.write(Data(writer.bytes))
        }
    }

    /// Both places as a FeatureCollection.
    private static var collection: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("type", "FeatureCollection")
            writer.member("features") { writer in
                writer.array { writer in
                    for site in [SimulatedCheckIn.Site.office, .branch] {
                        site.write(to: &writer, id: site.geofence)
                    }
                }
            }
        }
        return writer.bytes
    }
}
