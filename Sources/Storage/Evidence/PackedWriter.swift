/// Writes values as bytes, little-endian, each in the least form that gives it back exactly.
struct PackedWriter {
    private(set) var bytes: [UInt8] = []

    mutating func byte(_ value: UInt8) { bytes.append(value) }

    /// A number of things that a limit keeps below 65,536.
    mutating func count(_ value: Int) { fixed(UInt16(clamping: value)) }

    mutating func integer(_ value: Int64) { fixed(UInt64(bitPattern: value)) }

    mutating func double(_ value: Double) { fixed(value.bitPattern) }

    /// A finite number, or none.
    mutating func optional(_ value: Double?) { double(value ?? .nan) }

    mutating func flag(_ value: Bool?) { byte(value.map { $0 ? 1 : 0 } ?? 2) }

    /// A text of at most 65,534 bytes, or none.
    mutating func text(_ value: String?) {
        guard let value else { return fixed(UInt16.max) }
        let utf8 = value.utf8.prefix(Int(UInt16.max) - 1)
        count(utf8.count)
        bytes.append(contentsOf: utf8)
    }

    /// Numbers of one sensor's axis: as short decimals, single or double precision.
    ///
    /// - Complexity: O(count); three passes at most.
    mutating func column(_ values: [Double]) {
        count(values.count)
        if values.allSatisfy({ Double(Float($0)) == $0 }) {
            byte(ColumnForm.single)
            for value in values { fixed(Float(value).bitPattern) }
        } else if let places = ColumnForm.decimals.first(where: { Self.fit(values, $0) }) {
            byte(places)
            let scale = ColumnForm.scale(places)
            for value in values {
                fixed(UInt32(bitPattern: Int32((value * scale).rounded())))
            }
        } else {
            byte(ColumnForm.double)
            for value in values { double(value) }
        }
    }

    /// Whether so many decimals give every value back exactly, each in 32 bits.
    private static func fit(_ values: [Double], _ places: UInt8) -> Bool {
        let scale = ColumnForm.scale(places)
        return values.allSatisfy { value in
            let scaled = (value * scale).rounded()
            return scaled.magnitude < Double(Int32.max) && scaled / scale == value
        }
    }

    private mutating func fixed(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
}

/// How the numbers of a column are written.
enum ColumnForm {
    static let double: UInt8 = 64
    static let single: UInt8 = 32
    /// Decimals that are tried: what fits fewer fits these too, unless it is large.
    static let decimals: [UInt8] = [4, 7]

    /// The power of ten that so many decimals take.
    static func scale(_ places: UInt8) -> Double { places == 4 ? 1e4 : 1e7 }
}
