import Foundation
import Synchronization
import Testing

@testable import Sealing

/// Values the tests share.
enum Sample {
    static func bytes(_ hex: String) throws -> [UInt8] {
        try #require(Hexadecimal.decode(hex.filter { !$0.isWhitespace }))
    }

    static func secret(_ hex: String) throws -> Secret {
        Secret(copying: try bytes(hex))
    }

    /// A secret of 32 equal bytes.
    static func secret(of byte: UInt8) -> Secret {
        Secret(copying: [UInt8](repeating: byte, count: 32))
    }

    /// Random bytes that begin with these and go on with zeros.
    static func random(_ bytes: [UInt8]) -> SecureRandom {
        SecureRandom { (buffer) throws(SealError) in
            buffer.initializeMemory(as: UInt8.self, repeating: 0)
            buffer.copyBytes(from: bytes.prefix(buffer.count))
        }
    }

    /// Random bytes that are the same in every run, and never repeat within one.
    static func random(seed: UInt64) -> SecureRandom {
        let state = Mutex(seed)
        return SecureRandom { (buffer) throws(SealError) in
            state.withLock { state in
                for index in buffer.indices {
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    buffer[index] = UInt8(truncatingIfNeeded: state >> 56)
                }
            }
        }
    }
}

/// The `openssl` command-line tool, where it is installed.
enum Tool {
    static let path = ["/usr/bin/openssl", "/usr/local/bin/openssl"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// What the tool prints for some input.
    static func run(_ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
        let process = Process()
        let (feed, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: try #require(path))
        process.arguments = arguments
        process.standardInput = feed
        process.standardOutput = output
        process.standardError = Pipe()
        try process.run()
        try feed.fileHandleForWriting.write(contentsOf: input)
        try feed.fileHandleForWriting.close()
        let answer = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "openssl \(arguments.joined(separator: " "))")
        return [UInt8](answer)
    }
}

/// A folder that is gone with its last user.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path }
}

/// Whether the tests run under a sanitizer, which changes what memory holds after it is freed.
enum Sanitizer {
    static let isOn = dlsym(nil, "__asan_init") != nil || dlsym(nil, "__tsan_init") != nil
}
