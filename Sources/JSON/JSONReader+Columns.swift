extension JSONReader {
    /// Reads an array of finite numbers.
    ///
    /// - Parameter max: The most numbers.
    /// - Throws: `invalid` for another kind of value or element, `tooMany`, `malformed`.
    public mutating func doubles(max: Int) throws(JSONError) -> [Double] {
        try enter(UInt8(ascii: "["), "an array of numbers")
        defer { depth &-= 1 }
        if take(UInt8(ascii: "]"), thenSpace: false) { return [] }
        var values: [Double] = []
        values.reserveCapacity(Swift.min(max, 256))
        while true {
            guard values.count < max else { throw fail(.tooMany, "more than \(max) numbers") }
            let numeral = Numeral.scan(base, from: position, to: end)
            guard numeral.isValid else { throw notNumeral("a number") }
            let value = numeral.double(base, from: position)
            guard value.isFinite else { throw hugeNumber() }
            values.append(value)
            position = numeral.end
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "]"), thenSpace: false) else {
                throw fail(.malformed, "expected a comma or the end of the array")
            }
            return values
        }
    }

    /// Reads a column of numbers: an array, or a string `f32:` followed by the base64 (RFC 4648
    /// section 4, with padding) of little-endian 32-bit floats.
    ///
    /// - Parameter max: The most numbers.
    /// - Throws: `invalid` for another kind of value, base64 that is not exact, floats that are not
    ///   finite; `tooMany`; `malformed`.
    public mutating func column(max: Int) throws(JSONError) -> [Double] {
        guard kind == .string else {
            guard kind == .array else { throw mismatch("an array of numbers or f32 text") }
            return try doubles(max: max)
        }
        return try packed(max: max) { Double($0) }
    }

    /// Reads a column as `column` does, with each number rounded to the nearest 32-bit float.
    ///
    /// - Throws: As `column`, and `invalid` for a number beyond the range of a 32-bit float.
    public mutating func floatColumn(max: Int) throws(JSONError) -> [Float] {
        if kind == .string { return try packed(max: max) { $0 } }
        let values = try column(max: max).map { Float($0) }
        guard values.allSatisfy(\.isFinite) else {
            throw fail(.invalid, "must hold numbers within the range of a 32-bit float")
        }
        return values
    }

    private mutating func packed<Element>(
        max: Int, _ element: (Float) -> Element
    ) throws(JSONError) -> [Element] {
        let first = position &+ 1
        let hasEscapes = try passString()
        let count = position &- 1 &- first
        let raw = UnsafeBufferPointer(start: base + first, count: count)
        let result: Result<[Element], PackedFloats.Fault>
        if hasEscapes {
            let document = UnsafeBufferPointer(start: base, count: end)
            let plain = JSONText.unescaped(document, first..<first &+ count)
            result = plain.withUnsafeBufferPointer { PackedFloats.read($0, max: max, element) }
        } else {
            result = PackedFloats.read(raw, max: max, element)
        }
        do { return try result.get() } catch {
            throw fail(error == .tooMany ? .tooMany : .invalid, error.detail(max: max))
        }
    }
}
