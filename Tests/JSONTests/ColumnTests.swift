import Foundation
import JSON
import Material
import Testing

struct ColumnTests {
    private func column(_ text: String, max: Int = 4) throws(JSONError) -> [Double] {
        try JSONReader.read(Array(text.utf8)) { try $0.column(max: max) }
    }

    private func packed(_ values: [Float]) -> String {
        let bytes = values.reduce(into: Data()) { bytes, value in
            withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        }
        return "\"f32:\(bytes.base64EncodedString())\""
    }

    @Test(
        arguments: [
            ("[]", []), ("[ ]", []), ("[1]", [1]), ("[ 1 , -2.5 ,3e2 ]", [1, -2.5, 300]),
            ("\"f32:\"", []), ("\"f32:AACAPw==\"", [1]), ("\"f32:AACAPwAAAMA=\"", [1, -2]),
            ("\"f32:AACAPwAAAMAAAEBA\"", [1, -2, 3]), ("\"\\u00662:\"", nil),
            ("\"\\u0066\\u00332:AACAPw\\u003d=\"", [1]),
            ("\"f32:\\/\\/9\\/fw==\"", [0x1.fffffep127]),
        ] as [(String, [Double]?)])
    func `a column is numbers or packed floats`(text: String, expected: [Double]?) throws {
        guard let expected else {
            #expect(throws: JSONError.self) { try column(text) }
            return
        }

        #expect(try column(text) == expected)
    }

    @Test func `packed floats come out bit for bit`() throws {
        var random = Seeded(5)
        for count in 0..<200 {
            let values = (0..<count).map { _ in
                let value = Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))
                return value.isFinite ? value : 0
            }

            let text = Array(packed(values).utf8)
            let floats = try JSONReader.read(text) { try $0.floatColumn(max: 200) }
            let doubles = try JSONReader.read(text) { try $0.column(max: 200) }

            #expect(floats.map(\.bitPattern) == values.map(\.bitPattern))
            #expect(doubles == values.map(Double.init))
        }
    }

    @Test(arguments: [
        "\"\"", "\"f32\"", "\"f32,AACAPw==\"", "\"F32:AACAPw==\"", "\"f64:AACAPw==\"",
        "\"f32:AACAPw\"", "\"f32:AACAPw=\"", "\"f32:AACAPw===\"", "\"f32:AACAPw====\"",
        "\"f32:AACAP\"", "\"f32:=\"", "\"f32:====\"", "\"f32:AA==\"", "\"f32:AAA=\"",
        "\"f32:AAAA\"", "\"f32:AACAPwAA\"", "\"f32:AACAPx==\"", "\"f32:AACAPwAAAMB=\"",
        "\"f32:AACA Pw=\"", "\"f32: AACAPw==\"", "\"f32:AACAPw== \"", "\"f32:AAC_Pw==\"",
        "\"f32:AAC-Pw==\"", "\"f32:AACAf=w=\"", "\"f32:AACAPw\\n==\"", "\"f32:AAC\u{e9}w==\"",
        "\"f32:AACAfw==\"", "\"f32:AACA/w==\"", "\"f32:AADAfw==\"", "\"f32:AQCA/w==\"",
        "1", "true", "null", "{}", "[1,null]", "[1,\"2\"]", "[[1]]", "[true]", "[{}]",
    ])
    func `what is no column is invalid`(text: String) {
        let error = #expect(throws: JSONError.self) { try column(text) }

        #expect(error?.kind == .invalid)
    }

    @Test(arguments: ["[1,]", "[,1]", "[1 2]", "[1", "[01]", "[1e999]", "[NaN]", "[-]", "[1]]"])
    func `a column that is not JSON is malformed`(text: String) {
        let error = #expect(throws: JSONError.self) { try column(text) }

        #expect(error?.kind == .malformed)
    }

    @Test func `one number more than allowed is too many, however it is written`() throws {
        #expect(try column("[1,2,3,4]").count == 4)
        #expect(try column(packed([1, 2, 3, 4])).count == 4)

        for text in ["[1,2,3,4,5]", packed([1, 2, 3, 4, 5])] {
            let error = #expect(throws: JSONError.self) { try column(text) }
            #expect(error?.kind == .tooMany)
        }
    }

    @Test func `a number beyond a 32-bit float is invalid in a column of floats`() throws {
        let error = #expect(throws: JSONError.self) {
            try JSONReader.read(Array("[1,1e39]".utf8)) { try $0.floatColumn(max: 2) }
        }

        #expect(error?.kind == .invalid)
    }
}
