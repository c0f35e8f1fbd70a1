import Foundation
import Testing
import Timekeeping

@testable import Reports

/// Archives as other programs read them.
struct ZIPArchiveTests {
    private static func archive(_ files: [(String, [[UInt8]])]) throws -> [UInt8] {
        let date = try #require(CivilDate(year: 2026, month: 11, day: 23))
        var archive = ZIPArchive(date: date, second: 32_321)
        var bytes: [UInt8] = []
        for (name, pieces) in files {
            bytes += archive.begin(name)
            for piece in pieces { bytes += archive.piece(piece) }
            bytes += try archive.end()
        }
        return bytes + archive.finish()
    }

    @Test func `the check of the nine digits is the published one`() {
        var check = CRC32()

        check.update(Array("12345".utf8))
        check.update(Array("6789".utf8))

        #expect(check.value == 0xcbf4_3926)
    }

    @Test(.enabled(if: Tool.unzip != nil))
    func `unzip finds every byte of every file`() throws {
        let unzip = try #require(Tool.unzip)
        let large = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        let bytes = try Self.archive([
            ("empty.csv", []), ("考勤.csv", [Array("a,b\r\n".utf8), []]),
            ("large", [Array(large[..<70_000]), Array(large[70_000...])]),
        ])

        try Tool.withFolder { folder in
            let file = folder.appending(path: "a.zip")
            try Data(bytes).write(to: file)

            #expect(try Tool.run(unzip, ["-tq", file.path]) != nil)
            #expect(try Tool.run(unzip, ["-p", file.path, "large"]) == Data(large))
            #expect(try Tool.run(unzip, ["-p", file.path, "empty.csv"])?.isEmpty == true)
        }
        var altered = bytes
        altered[bytes.count / 2] ^= 1
        try Tool.withFolder { folder in
            let file = folder.appending(path: "a.zip")
            try Data(altered).write(to: file)

            #expect(try Tool.run(unzip, ["-tq", file.path]) == nil)
        }
    }

    @Test func `a reader from the front finds where each entry ends`() throws {
        let bytes = try Self.archive([("a", [Array("one".utf8)]), ("b", [Array("two".utf8)])])

        // Flags, method, and no size before the content: bit 3 of APPNOTE 4.4.4.
        #expect(Array(bytes[4..<10]) == [20, 0, 8, 8, 8, 0])
        #expect(Array(bytes[14..<26]) == [UInt8](repeating: 0, count: 12))
        #expect(Array(bytes[31..<39]) == [0, 3, 0, 0xfc, 0xff] + Array("one".utf8))
        #expect(Array(bytes[39..<44]) == [1, 0, 0, 0xff, 0xff])
    }
}
