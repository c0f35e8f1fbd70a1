import Foundation

/// The `openssl` tool.
enum OpenSSL {
    static let path = "/usr/bin/openssl"

    /// Runs it to its end.
    static func run(
        _ arguments: [String], input: [UInt8] = []
    ) throws -> (status: Int32, output: [UInt8]) {
        // It may end before it read all, such as a client that refuses the server.
        signal(SIGPIPE, SIG_IGN)
        let process = Process()
        let (feed, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardInput = feed
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        try? feed.fileHandleForWriting.write(contentsOf: input)
        try? feed.fileHandleForWriting.close()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, [UInt8](said))
    }
}
