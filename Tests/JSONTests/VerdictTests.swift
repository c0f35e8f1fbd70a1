import Foundation
import JSON
import Material
import Testing

struct VerdictTests {
    @Test func `every document of the table is judged as the table says`() throws {
        let verdicts = try Verdict.table()

        for verdict in verdicts {
            #expect(Verdict.of(verdict.bytes) == verdict.kind, "line \(verdict.line)")
        }
        #expect(verdicts.count >= 300)
    }

    @Test func `a tree is refused for the same reasons as what is skipped`() throws {
        for verdict in try Verdict.table() {
            let kind = Verdict.catching { _ = try JSONValue(verdict.bytes) }

            #expect(kind == verdict.kind, "line \(verdict.line)")
        }
    }

    @Test func `no document of the table is accepted once it is cut short in a container`() throws {
        for verdict in try Verdict.table() where verdict.kind == nil {
            guard let first = verdict.bytes.first, first == 0x7B || first == 0x5B else { continue }
            let last = verdict.bytes.lastIndex { $0 == 0x7D || $0 == 0x5D } ?? 0
            for count in 0..<last {
                #expect(Verdict.of(Array(verdict.bytes[..<count])) == .malformed)
            }
        }
    }

    /// The folder `test_parsing` of a checkout of github.com/nst/JSONTestSuite.
    private static let suite = ProcessInfo.processInfo.environment["ROLLCALL_JSON_SUITE"]

    @Test(.enabled(if: suite != nil, "needs ROLLCALL_JSON_SUITE"))
    func `the public suite agrees, but for members that come twice`() throws {
        let folder = URL(filePath: try #require(Self.suite))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        for name in names where !name.hasPrefix("i_") {
            let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
            let isAccepted = Verdict.of(bytes) == nil

            let isTwice = name.hasPrefix("y_object_duplicated_key")
            #expect(isAccepted == (name.hasPrefix("y_") && !isTwice), "\(name)")
        }
        #expect(names.count > 300)
    }
}

/// A line of `Fixtures/JSON/verdicts.txt`.
struct Verdict {
    let line: Int
    let bytes: [UInt8]
    /// Why it is refused; nil when it is accepted.
    let kind: JSONError.Kind?

    static func table() throws -> [Verdict] {
        let file = Material.fixtures.appending(path: "JSON/verdicts.txt")
        let text = try String(contentsOf: file, encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().compactMap { index, line in
            let bytes = unmarked(Array(line.utf8.dropFirst(2)))
            return switch line.first {
            case "+": Verdict(line: index + 1, bytes: bytes, kind: nil)
            case "-": Verdict(line: index + 1, bytes: bytes, kind: .malformed)
            case "d": Verdict(line: index + 1, bytes: bytes, kind: .tooDeep)
            default: nil
            }
        }
    }

    static func of(_ bytes: [UInt8]) -> JSONError.Kind? {
        catching { try JSONReader.read(bytes) { try $0.skip() } }
    }

    static func catching(_ body: () throws -> Void) -> JSONError.Kind? {
        do {
            try body()
            return nil
        } catch {
            return (error as? JSONError)?.kind
        }
    }

    /// Puts the bytes in for their marks, `<C3>`.
    private static func unmarked(_ text: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = text[...]
        while let byte = rest.first {
            if byte == UInt8(ascii: "<"), rest.count >= 4,
                let value = UInt8(
                    String(decoding: rest.dropFirst().prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(4)
            } else {
                bytes.append(byte)
                rest = rest.dropFirst()
            }
        }
        return bytes
    }
}
