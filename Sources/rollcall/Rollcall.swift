import ArgumentParser

/// The program: a server of the HTTP API, and the commands that operate it.
@main
struct Rollcall: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollcall",
        abstract: "Attendance check-ins that an enterprise can trust.",
        subcommands: [
            Serve.self, Demo.self, Replay.self, Report.self, Verify.self, Bench.self,
            Simulate.self, Calibrate.self, Backup.self, Restore.self,
        ])
}
