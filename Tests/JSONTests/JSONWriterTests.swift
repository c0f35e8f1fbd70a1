import Foundation
import JSON
import Material
import Testing

struct JSONWriterTests {
    private func text(_ body: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        body(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test func `members come in the order they were written, with commas between`() {
        let text = text { writer in
            writer.object { writer in
                writer.member("b", "x")
                writer.member("a", 1)
                writer.member("none", String?.none)
                writer.member("at", instant: 0)
                writer.member("never", instant: nil)
                writer.member("list", ["in", "out"])
                writer.member("empty") { $0.array { _ in } }
                writer.member("place") { $0.object { $0.member("inside", true) } }
                writer.member("nested", [[1, 2], [], [3]])
            }
        }

        let expected =
            #"{"b":"x","a":1,"none":null,"at":"1970-01-01T00:00:00.000Z","never":null,"#
            + #""list":["in","out"],"empty":[],"place":{"inside":true},"nested":[[1,2],[],[3]]}"#
        #expect(text == expected)
    }

    @Test func `documents in a row are lines`() {
        let text = text { writer in
            for line in 1...2 {
                writer.object { $0.member("line", line) }
                writer.newline()
            }
        }

        #expect(text == "{\"line\":1}\n{\"line\":2}\n")
    }

    @Test func `every scalar is escaped so that it reads back`() throws {
        let scalars = (0...0x10FFFF).compactMap { Unicode.Scalar($0 as UInt32) }
        let string = String(String.UnicodeScalarView(scalars))
        var limits = JSONLimits()
        limits.stringBytes = .max

        let value = try JSONValue(JSONWriter.bytes(of: string), limits: limits)

        #expect(value == .string(string))
        #expect(
            text { $0.value("\u{0}\u{8}\t\n\u{B}\u{C}\r\u{1F}\"\\/é") }
                == #""\u0000\b\t\n\u000b\f\r\u001f\"\\/é""#)
    }

    @Test(
        arguments: [
            (0, "0"), (-0.0, "-0"), (1, "1"), (-34.2, "-34.2"), (0.1, "0.1"),
            (1e15, "1000000000000000"),
            (9_007_199_254_740_991, "9007199254740991"), (.infinity, "null"), (-.infinity, "null"),
            (.nan, "null"), (.leastNonzeroMagnitude, "5e-324"), (1e22, "1e+22"),
            (0.30000000000000004, "0.30000000000000004"),
        ] as [(Double, String)])
    func `a double is as short as it can be`(value: Double, expected: String) {
        #expect(text { $0.value(value) } == expected)
    }

    @Test func `every double that is written reads back as itself`() throws {
        var random = Seeded(4)
        for _ in 0..<50_000 {
            let value = random.double()

            let again = try JSONReader.read(JSONWriter.bytes(of: value)) { try $0.double() }

            #expect(again.bitPattern == value.bitPattern)
        }
    }

    @Test func `whole numbers are written to their ends`() {
        #expect(text { $0.value(Int64.min) } == "-9223372036854775808")
        #expect(text { $0.value(Int64.max) } == "9223372036854775807")
        #expect(text { $0.value(0) } == "0")
    }
}
