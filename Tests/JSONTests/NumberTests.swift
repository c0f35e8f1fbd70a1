import Foundation
import JSON
import Material
import Testing

struct NumberTests {
    private func double(_ text: String) throws(JSONError) -> Double {
        try JSONReader.read(Array(text.utf8)) { try $0.double() }
    }

    private func expectAgreement(_ texts: [String]) throws {
        let bytes = Array("[\(texts.joined(separator: ","))]".utf8)
        let values = try JSONReader.read(bytes) { try $0.doubles(max: texts.count) }

        let wrong = zip(texts, values).filter { strtod($0, nil).bitPattern != $1.bitPattern }
        #expect(wrong.isEmpty, "\(wrong.prefix(3))")
        #expect(values.count == texts.count)
    }

    @Test func `every double reads back as the bits that strtod makes of it`() throws {
        var random = Seeded(1)
        try expectAgreement((0..<60_000).map { _ in random.double().description })
    }

    @Test func `decimals of 1 to 25 digits read as strtod reads them`() throws {
        var random = Seeded(2)
        try expectAgreement(
            (0..<80_000).map { _ in
                let digits = (0..<random.pick(1...25)).map { _ in "\(random.pick(0...9))" }
                let sign = random.pick(0...1) == 0 ? "" : "-"
                let power = random.pick(0...2) == 0 ? "e\(random.pick(-340...280))" : ""
                return "\(sign)\(random.pick(0...9)).\(digits.joined())\(power)"
            })
    }

    @Test func `decimals halfway between doubles, and next to it, round to even as strtod does`()
        throws
    {
        var random = Seeded(3)
        try expectAgreement(
            (0..<15_000).flatMap { _ in
                // 54 bits: an odd one lies exactly between two doubles.
                let middle = 1 << 53 | UInt64.random(in: 0..<(1 << 53), using: &random) | 1
                let tenths = middle.multipliedReportingOverflow(by: 10).partialValue
                return ["\(middle)", "\(tenths)e-1", "\(middle - 1)", "\(middle + 1)e0"]
            })
    }

    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("1.0", 1), ("1e2", 100), ("1.5e1", 15), ("150e-1", 15),
            ("9223372036854775807", .max), ("-9223372036854775808", .min), ("0e99", 0),
            ("1.00000000000000000000000000000", 1), ("100000000000000000000000e-20", 1_000),
            ("0.000000000000000000000000000001e30", 1), ("9007199254740993", 9_007_199_254_740_993),
            ("9223372036854775807.000", .max), ("922337203685477580.7e1", .max),
        ] as [(String, Int64)])
    func `a whole number is read without loss`(text: String, expected: Int64) throws {
        let value = try JSONReader.read(Array(text.utf8)) { try $0.integer() }

        #expect(value == expected)
    }

    @Test(arguments: [
        "0.5", "1e-1", "1.5", "9223372036854775808", "-9223372036854775809", "1e19", "1e300",
        "0.99999999999999999999999999", "1.00000000000000000000000000001", "18446744073709551617",
        "1e-400", "true", "\"1\"", "null",
    ])
    func `what is no whole number of 64 bits is invalid`(text: String) {
        let error = #expect(throws: JSONError.self) {
            try JSONReader.read(Array(text.utf8)) { try $0.integer() }
        }

        #expect(error?.kind == .invalid)
    }

    @Test func `a number outside its range is invalid and the range is named`() {
        let error = #expect(throws: JSONError.self) {
            try JSONReader.read(Array("256".utf8)) { try $0.integer(in: UInt8(1)...200) }
        }
        let other = #expect(throws: JSONError.self) {
            try JSONReader.read(Array("-90.5".utf8)) { try $0.double(in: -90...90) }
        }

        #expect(error == JSONError(.invalid, at: "", "must be within 1…200"))
        #expect(other == JSONError(.invalid, at: "", "must be within -90…90"))
    }

    @Test func `minus zero keeps its sign as a double`() throws {
        #expect(try double("-0").sign == .minus)
        #expect(try double("-0.0e5").sign == .minus)
        #expect(try double("0").sign == .plus)
    }

    @Test func `a number of a hundred thousand digits is read in time`() throws {
        let digits = String(repeating: "7", count: 100_000)

        #expect(try double("0." + digits) == 0.7777777777777778)
        #expect(throws: JSONError.self) { try double(digits) }
        #expect(try double("0." + String(repeating: "0", count: 100_000) + "1e100001") == 1)
    }
}
