import Foundation
import JSON
import Testing

struct AgreementTests {
    @Test func `random documents mean what Foundation reads in them`() throws {
        for seed in 0..<5_000 as Range<UInt64> {
            let document = RandomDocument(seed: seed).text

            let value = try JSONValue(Array(document.utf8))

            let foundation = try JSONSerialization.jsonObject(
                with: Data(document.utf8), options: .fragmentsAllowed)
            #expect(agrees(value, foundation), "seed \(seed): \(document)")
        }
    }

    @Test func `what is written reads back as the same tree`() throws {
        for seed in 0..<5_000 as Range<UInt64> {
            let value = try JSONValue(Array(RandomDocument(seed: seed).text.utf8))

            let bytes = JSONWriter.bytes(of: value)

            let again = try JSONValue(bytes)
            #expect(again == value, "seed \(seed)")
            #expect(JSONWriter.bytes(of: again) == bytes)
        }
    }

    @Test func `a number that is whole once it is a double reads back as the same tree`() throws {
        let value = try JSONValue(Array("[20444444444000000.800000001,-0.0,1e18,1e19]".utf8))

        let again = try JSONValue(JSONWriter.bytes(of: value))

        #expect(
            value
                == .array([
                    .integer(20_444_444_444_000_000), .double(-0.0),
                    .integer(1_000_000_000_000_000_000), .double(1e19),
                ]))
        #expect(again == value)
    }

    private func agrees(_ value: JSONValue, _ other: Any) -> Bool {
        switch value {
        case .null: return other is NSNull
        case .bool(let bool): return (other as? Bool) == bool
        case .integer(let whole):
            guard let number = other as? NSNumber else { return false }
            return number.int64Value == whole || number.doubleValue == Double(whole)
        case .double(let double):
            guard let number = (other as? NSNumber)?.doubleValue else { return false }
            // Foundation goes by way of a decimal number here and there and is off by a bit;
            // NumberTests hold the reader to every bit of strtod.
            return abs(number - double) <= abs(double) * 1e-14
        case .string(let string):
            return (other as? String).map { Array($0.utf8) } == Array(string.utf8)
        case .array(let values):
            guard let others = other as? [Any], others.count == values.count else { return false }
            return zip(values, others).allSatisfy(agrees)
        case .object(let members):
            guard let others = other as? [String: Any] else { return false }
            // Swift compares strings by canonical equivalence, JSON by code point.
            guard others.count <= members.count else { return false }
            return others.allSatisfy { name, other in
                members.contains { member in
                    member.name == name && agrees(member.value, other)
                }
            }
        }
    }
}
