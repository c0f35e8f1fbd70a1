import ArgumentParser
import Foundation

/// Times the judgement of motion.
struct BenchMotion: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "motion",
        abstract: "Time the judgement of a 15 s window with eight earlier ones.",
        discussion: """
            With --serve it answers each line that names a row (whole, judgement, fingerprints, \
            search, attitude) with the seconds one window takes, so that another program can be \
            timed in turns on the windows that --export writes.
            """)

    @Option(help: "How often each row is timed.") var rounds = 15
    @Option(help: "A folder to write the windows to as CSV.") var export: String?
    @Flag(help: "Answer lines of standard input.") var serve = false

    func validate() throws {
        guard (1...10_000).contains(rounds) else {
            throw ValidationError("--rounds must be 1…10000")
        }
    }

    func run() async throws {
        var bench = MotionBench()
        if let export { try bench.export(to: URL(filePath: export)) }
        guard serve else {
            Terminal.write(bench.table(rounds: rounds).joined(separator: "\n"))
            return
        }
        Terminal.write("ready")
        while let line = readLine() {
            guard let row = MotionBench.Row(rawValue: line) else {
                Terminal.write("unknown row")
                continue
            }
            Terminal.write("\(bench.time(row))")
        }
    }
}
