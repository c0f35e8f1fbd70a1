import ArgumentParser
import Foundation

/// Fills a demonstration organization through the API and shows what the server decides.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fill a demonstration organization through the API.",
        discussion: """
            Makes two places, members with consents and keys, then posts an honest check-in \
            and several that are not, and prints decisions, reasons and keys. Run again, it \
            posts anew to the organization that it made before.
            """)

    @Option(help: "The server.") var url = "http://127.0.0.1:8080"
    @Option(help: "The server's data folder, for its operator key and the demonstration's keys.")
    var data = "var/rollcall"

    func run() async throws {
        guard let server = URL(string: url) else { throw ValidationError("--url is not a URL") }
        let client = try APIClient(server, key: OperatorAccess.key(data: data))
        let keys = try await DemoOrganization(client, data: URL(filePath: data)).keys()
        let demonstration = Demonstration(
            client.with(key: keys.app), organization: keys.organization)
        for scene in DemoScene.all {
            Terminal.write(try await demonstration.play(scene))
        }
        Terminal.write(keys.epilogue(server: url))
    }
}
