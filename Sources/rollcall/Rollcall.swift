import ArgumentParser
import Foundation

/// The program: a server of the HTTP API, and the commands that operate it.
@main
struct Rollcall: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollcall",
        abstract: "Attendance check-ins that an enterprise can trust.",
        subcommands: [
            Serve.self, Demo.self, Replay.self, Report.self, Verify.self, Bench.self,
            Simulate.self, Calibrate.self, Backup.self, Restore.self, RotateKeys.self,
        ])

    /// Runs the command that the arguments name; what it writes only its user may read.
    static func main() async {
        // From its first byte on: a mode that is set afterwards comes too late for whoever waits.
        umask(0o077)
        await main(nil)
    }
}
