import Foundation
import JSON
import Synchronization

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// A server process of this build, on a free port of 127.0.0.1, in a folder of its own.
final class RunningServer: Sendable {
    static let operatorKey = "rk_operator-key-of-the-test-suite"

    let url: URL
    let data: URL
    private let process: Process
    private let ownsData: Bool

    /// Starts a server and waits until it listens.
    ///
    /// - Parameters:
    ///   - data: The folder of an earlier server; nil for a new one, removed afterwards.
    ///   - environment: More settings.
    init(data: URL? = nil, environment: [String: String] = [:]) throws {
        let folder =
            data
            ?? FileManager.default.temporaryDirectory
            .appending(path: "rollcall-\(UUID().uuidString)")
        let process = Process()
        process.executableURL = Self.program
        process.arguments = ["serve", "--port", "0", "--data", folder.path]
        process.environment = [
            "ROLLCALL_OPERATOR_KEY": Self.operatorKey, "ROLLCALL_RATE_LIMIT": "0",
            "ROLLCALL_FAILED_AUTH_LIMIT": "0", "SWIFT_BACKTRACE": "enable=no",
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "",
        ].merging(environment) { $1 }
        let output = Pipe()
        process.standardOutput = output
        let log = folder.appendingPathExtension("log")
        if !FileManager.default.fileExists(atPath: log.path) {
            try Data().write(to: log)
        }
        let errors = try FileHandle(forWritingTo: log)
        try errors.seekToEnd()
        process.standardError = errors
        try process.run()
        let line = Self.firstLine(of: output.fileHandleForReading)
        guard line.hasPrefix("listening on "), let url = URL(string: String(line.dropFirst(13)))
        else {
            process.terminate()
            throw ServerFault.silent(line, try String(contentsOf: log, encoding: .utf8))
        }
        self.url = url
        self.data = folder
        self.process = process
        ownsData = data == nil
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        guard ownsData else { return }
        try? FileManager.default.removeItem(at: data)
        try? FileManager.default.removeItem(at: data.appendingPathExtension("log"))
    }

    /// What the server wrote to standard error.
    var log: String {
        (try? String(contentsOf: data.appendingPathExtension("log"), encoding: .utf8)) ?? ""
    }

    /// Whether the process lives.
    var isAlive: Bool { process.isRunning }

    /// Ends the process as a power cut of the process would.
    func killHard() {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Asks the process to end and waits for it.
    ///
    /// - Returns: Its exit status.
    func stop() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// The program of this build, beside the test bundle.
    static var program: URL {
        let bundle = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let beside = bundle.appending(path: "rollcall")
        if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
        return Bundle.main.bundleURL.appending(path: "rollcall")
    }

    private static func firstLine(of handle: FileHandle) -> String {
        var line = Data()
        while let byte = try? handle.read(upToCount: 1), let first = byte.first {
            if first == UInt8(ascii: "\n") { break }
            line.append(first)
        }
        return String(decoding: line, as: UTF8.self)
    }

    enum ServerFault: Error {
        case silent(String, String)
    }
}
