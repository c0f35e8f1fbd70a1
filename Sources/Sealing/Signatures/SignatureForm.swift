/// How the two numbers of an elliptic signature are written.
public enum SignatureForm: Sendable {
    /// r then s, 32 bytes each, big endian (IEEE P1363; JWS and RFC 9421).
    case raw
    /// A DER sequence of two integers (X9.62); only the one shortest encoding is read.
    case der

    /// The numbers as 64 bytes, or nil if they are not written in this form.
    func numbers(in signature: [UInt8]) -> [UInt8]? {
        switch self {
        case .raw: signature.count == 64 ? signature : nil
        case .der: SignatureForm.numbers(inDER: signature)
        }
    }

    /// The DER sequence of two numbers of 32 bytes each.
    static func der(of numbers: [UInt8]) -> [UInt8] {
        let body = integer(numbers.prefix(32)) + integer(numbers.dropFirst(32))
        return [0x30, UInt8(body.count)] + body
    }

    private static func integer(_ number: ArraySlice<UInt8>) -> [UInt8] {
        var digits = Array(number.drop { $0 == 0 })
        if digits.first.map({ $0 >= 0x80 }) ?? true { digits.insert(0, at: 0) }
        return [0x02, UInt8(digits.count)] + digits
    }

    /// Reads leniently, then demands that writing the numbers gives the same bytes back.
    private static func numbers(inDER signature: [UInt8]) -> [UInt8]? {
        guard signature.count >= 8, signature.count <= 72 else { return nil }
        var rest = signature[2...]
        var numbers: [UInt8] = []
        for _ in 0..<2 {
            guard rest.count >= 2 else { return nil }
            let count = Int(rest[rest.startIndex + 1])
            rest = rest.dropFirst(2)
            guard rest.count >= count else { return nil }
            let digits = rest.prefix(count).drop { $0 == 0 }
            guard digits.count <= 32 else { return nil }
            numbers += [UInt8](repeating: 0, count: 32 - digits.count) + digits
            rest = rest.dropFirst(count)
        }
        return der(of: numbers) == signature ? numbers : nil
    }
}
