import Foundation

/// One run of a command of this build.
struct ProgramRun {
    let status: Int32
    let output: String
    /// What it wrote to standard error; short in every test.
    let errors: String

    /// Runs the program with arguments and waits for its end.
    init(_ arguments: String...) throws { try self.init(arguments) }

    /// Runs the program with arguments in this process's environment and a few more settings.
    init(_ arguments: [String], environment: [String: String] = [:]) throws {
        let process = Process()
        process.executableURL = RunningServer.program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        let errorPipe = Pipe()
        process.standardError = errorPipe
        try process.run()
        output = String(
            decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        errors = String(
            decoding: errorPipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        status = process.terminationStatus
    }
}
