import Foundation

/// One run of a command of this build.
struct ProgramRun {
    let status: Int32
    let output: String

    /// Runs the program with arguments and waits for its end.
    init(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = RunningServer.program
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        output = String(
            decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        status = process.terminationStatus
    }
}
