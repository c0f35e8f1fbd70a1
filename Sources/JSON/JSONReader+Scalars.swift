extension JSONReader {
    /// Reads a string.
    ///
    /// - Parameters:
    ///   - min: The fewest UTF-8 bytes.
    ///   - max: The most UTF-8 bytes; `limits.stringBytes` when nil.
    /// - Throws: `invalid` for another kind of value, a string that is too short or too long, or one
    ///   with U+0000, which no database column for text takes.
    public mutating func string(min: Int = 0, max: Int? = nil) throws(JSONError) -> String {
        let start = position
        let string = try text(max: max ?? limits.stringBytes)
        let count = string.utf8.count
        guard count >= min else {
            throw fail(.invalid, "must have at least \(min) bytes")
        }
        // U+0000 is only ever escaped, and escapes take more bytes than what they stand for.
        if position &- start != count &+ 2, string.utf8.contains(0) {
            throw fail(.invalid, "must not have U+0000")
        }
        return string
    }

    /// The first bytes of the string that the reader stands before, as they are written; it does
    /// not move on. Empty before any other kind of value.
    public func head(_ count: Int) -> [UInt8] {
        guard kind == .string, count > 0 else { return [] }
        let start = position &+ 1
        let stop = Swift.min(end, start &+ count)
        let bytes = UnsafeBufferPointer(start: base + start, count: Swift.max(0, stop &- start))
        return Array(bytes.prefix { $0 != UInt8(ascii: "\"") })
    }

    /// Reads a string that is one of the raw values of an enumeration.
    ///
    /// - Throws: `invalid` naming the values that are allowed.
    public mutating func one<Choice: RawRepresentable & CaseIterable>(
        of choices: Choice.Type
    ) throws(JSONError) -> Choice where Choice.RawValue == String {
        if kind == .string {
            let name = try text(max: limits.stringBytes)
            if let choice = Choice(rawValue: name) { return choice }
            throw fail(.invalid, "must be \(Self.names(of: choices))")
        }
        throw mismatch(Self.names(of: choices))
    }

    /// Reads `true` or `false`.
    public mutating func bool() throws(JSONError) -> Bool {
        switch kind {
        case .boolean where base[position] == UInt8(ascii: "t"):
            try word("true")
            return true
        case .boolean:
            try word("false")
            return false
        default: throw mismatch("true or false")
        }
    }

    /// Reads a finite number as the nearest double.
    public mutating func double() throws(JSONError) -> Double {
        let numeral = Numeral.scan(base, from: position, to: end)
        guard numeral.isValid else { throw notNumeral("a number") }
        let value = numeral.double(base, from: position)
        guard value.isFinite else { throw hugeNumber() }
        position = numeral.end
        return value
    }

    /// Reads a number within a range.
    ///
    /// - Throws: `invalid` for a number outside the range.
    public mutating func double(in range: ClosedRange<Double>) throws(JSONError) -> Double {
        let value = try double()
        guard range.contains(value) else {
            throw fail(
                .invalid, "must be within \(short(range.lowerBound))…\(short(range.upperBound))")
        }
        return value
    }

    /// Reads a whole number of 64 bits without loss; `1.0` and `1e2` are whole numbers too.
    public mutating func integer() throws(JSONError) -> Int64 {
        let numeral = Numeral.scan(base, from: position, to: end)
        guard numeral.isValid else { throw notNumeral("a whole number") }
        guard let value = numeral.integer else {
            guard numeral.double(base, from: position).isFinite else { throw hugeNumber() }
            throw fail(.invalid, "must be a whole number of 64 bits")
        }
        position = numeral.end
        return value
    }

    /// Reads a whole number within a range, as the type of the range.
    ///
    /// - Throws: `invalid` for a number outside the range.
    @inlinable
    public mutating func integer<Whole: FixedWidthInteger>(
        in range: ClosedRange<Whole>
    ) throws(JSONError) -> Whole {
        let value = try integer()
        guard let whole = Whole(exactly: value), range.contains(whole) else {
            throw invalid("must be within \(range.lowerBound)…\(range.upperBound)")
        }
        return whole
    }

    /// Passes over `null`.
    ///
    /// - Returns: Whether there was one: for members to which `null` says more than absence.
    public mutating func takeNull() throws(JSONError) -> Bool {
        guard kind == .null else { return false }
        try word("null")
        return true
    }
}

extension JSONReader {
    /// A string of any characters, at most so many UTF-8 bytes.
    mutating func text(max: Int) throws(JSONError) -> String {
        guard kind == .string else { throw mismatch("a string") }
        let first = position &+ 1
        let hasEscapes = try passString()
        let count = position &- 1 &- first
        let raw = UnsafeBufferPointer(start: base + first, count: count)
        guard hasEscapes else {
            guard count <= max else { throw tooLong(max) }
            return String(decoding: raw, as: UTF8.self)
        }
        // An escape takes at most six times the bytes of what it stands for.
        guard count / 6 <= max else { throw tooLong(max) }
        let document = UnsafeBufferPointer(start: base, count: end)
        let plain = JSONText.unescaped(document, first..<first &+ count)
        guard plain.count <= max else { throw tooLong(max) }
        return String(decoding: plain, as: UTF8.self)
    }

    /// Passes over a string of at most as many UTF-8 bytes as the limits allow, making none.
    mutating func passText() throws(JSONError) {
        let start = position
        let hasEscapes = try passString()
        guard position &- start &- 2 > limits.stringBytes else { return }
        guard hasEscapes else { throw tooLong(limits.stringBytes) }
        position = start
        _ = try text(max: limits.stringBytes)
    }

    /// Moves from the opening quotation mark to behind the closing one.
    ///
    /// - Returns: Whether there are escapes.
    @inline(__always)
    mutating func passString() throws(JSONError) -> Bool {
        var stop = position
        do {
            let hasEscapes = try JSONText.scan(base, from: position &+ 1, to: end, stop: &stop)
            position = stop &+ 1
            return hasEscapes
        } catch {
            throw fail(.malformed, error.detail)
        }
    }

    private static func names<Choice: RawRepresentable & CaseIterable>(
        of choices: Choice.Type
    ) -> String where Choice.RawValue == String {
        "one of: " + Choice.allCases.map(\.rawValue).joined(separator: ", ")
    }

    mutating func word(_ word: StaticString) throws(JSONError) {
        let count = word.utf8CodeUnitCount
        guard end - position >= count,
            UnsafeBufferPointer(start: base + position, count: count)
                .elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: count))
        else { throw fail(.malformed, "expected true, false or null") }
        position &+= count
    }

    @inline(never)
    private mutating func tooLong(_ max: Int) -> JSONError {
        fail(.invalid, "must have at most \(max) bytes")
    }

    @inline(never)
    mutating func notNumeral(_ expected: String) -> JSONError {
        guard kind == .number else { return mismatch(expected) }
        return fail(.malformed, "a number is not written as JSON has it")
    }

    @inline(never)
    mutating func hugeNumber() -> JSONError {
        fail(.malformed, "a number is beyond the range of a double")
    }

    /// A bound without `.0`.
    private func short(_ value: Double) -> String {
        Int64(exactly: value).map(String.init) ?? value.description
    }
}
