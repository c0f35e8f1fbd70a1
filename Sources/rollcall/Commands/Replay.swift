import ArgumentParser
import Foundation

/// Posts recordings of real phones as check-ins to a running server.
struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Post recordings as check-ins.",
        discussion: """
            A recording is <id>.meta.json with <id>.imu.csv, <id>.gnss.csv and <id>.wifi.csv, as \
            far as they exist. Each run makes an organization of its own, draws a fence around \
            every recording's fixes, registers the access points that it saw, and posts its \
            windows as they were recorded; with --displace once more with the fixes moved north.
            """)

    @Argument(help: "The folder of recordings.") var folder: String
    @Option(help: "The server.") var url = "http://127.0.0.1:8080"
    @Option(help: "The server's data folder, for its operator key.") var data = "var/rollcall"
    @Option(help: "Only recordings whose id starts with one of these, separated by commas.")
    var only: String?
    @Option(help: "Seconds of a window.") var window = 15.0
    @Option(help: "The most windows of a recording.") var windows = 8
    @Option(help: "Post every window again with its fixes so many metres further north.")
    var displace: Double?

    func run() async throws {
        guard let server = URL(string: url) else { throw ValidationError("--url is not a URL") }
        let client = try APIClient(server, key: OperatorAccess.key(data: data))
        let recordings = try Recording.all(in: URL(filePath: folder), prefixes: prefixes)
        guard !recordings.isEmpty else { throw ValidationError("no recording in \(folder)") }
        let session = try await ReplaySession(client, windowSeconds: window, most: windows)
        var table = ReplayTable()
        for recording in recordings {
            table.add(recording.id, "as recorded", try await session.post(recording, moved: 0))
            guard let displace, !recording.fixes.isEmpty else { continue }
            let moved = try await session.post(recording, moved: displace)
            table.add(recording.id, "moved \(Int(displace)) m", moved)
        }
        Terminal.write(table.text)
    }

    private var prefixes: [String] { only.map { $0.split(separator: ",").map(String.init) } ?? [] }
}
