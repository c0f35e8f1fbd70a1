/// Reads back what a ``PackedWriter`` wrote; every length is held against what is there.
struct PackedReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func byte() throws(EngineError) -> UInt8 { try fixed() }

    mutating func count() throws(EngineError) -> Int { Int(try fixed() as UInt16) }

    mutating func integer() throws(EngineError) -> Int64 { Int64(bitPattern: try fixed()) }

    mutating func double() throws(EngineError) -> Double { Double(bitPattern: try fixed()) }

    mutating func optional() throws(EngineError) -> Double? {
        let value = try double()
        return value.isNaN ? nil : value
    }

    mutating func flag() throws(EngineError) -> Bool? {
        switch try byte() {
        case 0: false
        case 1: true
        case 2: nil
        default: throw Self.malformed
        }
    }

    mutating func text() throws(EngineError) -> String? {
        let count = try count()
        if count == Int(UInt16.max) { return nil }
        guard let text = String(validating: try take(count), as: UTF8.self) else {
            throw Self.malformed
        }
        return text
    }

    /// A word of an enumeration.
    mutating func word<Value: RawRepresentable<String>>() throws(EngineError) -> Value {
        guard let value = try text().flatMap(Value.init(rawValue:)) else { throw Self.malformed }
        return value
    }

    /// So many things as `count` says, one after the other.
    mutating func list<Item>(
        _ item: (inout PackedReader) throws -> Item
    ) throws -> [Item] {
        let count = try count()
        var items: [Item] = []
        for _ in 0..<count { items.append(try item(&self)) }
        return items
    }

    mutating func column() throws(EngineError) -> [Double] {
        let count = try count()
        let form = try byte()
        var values: [Double] = []
        // A length that lies is found out before memory is taken for it.
        guard rest.count >= count * 4 else { throw Self.malformed }
        values.reserveCapacity(count)
        for _ in 0..<count {
            switch form {
            case ColumnForm.double: values.append(try double())
            case ColumnForm.single: values.append(Double(Float(bitPattern: try fixed())))
            case let places where ColumnForm.decimals.contains(places):
                let scaled = Int32(bitPattern: try fixed())
                values.append(Double(scaled) / ColumnForm.scale(places))
            default: throw Self.malformed
            }
        }
        return values
    }

    private mutating func fixed<Value: FixedWidthInteger>() throws(EngineError) -> Value {
        let bytes = try take(MemoryLayout<Value>.size)
        return bytes.reversed().reduce(0) { $0 << 8 | Value(truncatingIfNeeded: $1) }
    }

    private mutating func take(_ count: Int) throws(EngineError) -> ArraySlice<UInt8> {
        guard rest.count >= count else { throw Self.malformed }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    static let malformed = EngineError(kind: .corrupt, message: "kept evidence is malformed")
}
