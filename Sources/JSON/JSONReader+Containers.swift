extension JSONReader {
    /// Reads an object.
    ///
    /// - Parameters:
    ///   - max: The most members; `limits.members` when nil.
    ///   - body: Is given each name and the reader before its value. It reads the value, leaves it
    ///     to be skipped, or throws `unknownMember()`.
    /// - Throws: `invalid` for another kind of value, `tooMany`, `malformed` (also for a member that
    ///   comes twice), `tooDeep`, and what the body throws.
    public mutating func object(
        max: Int? = nil, _ body: (JSONMember, inout JSONReader) throws -> Void
    ) throws(JSONError) {
        try enter(UInt8(ascii: "{"), "an object")
        defer { depth &-= 1 }
        if take(UInt8(ascii: "}")) { return }
        var page = ledger.open()
        defer { ledger.close(page) }
        var room = max ?? limits.members
        while true {
            guard room > 0 else { throw tooMany("more than \(max ?? limits.members) members") }
            room &-= 1
            try member(&page, body)
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "}"), thenSpace: false) else {
                throw fail(.malformed, "expected a comma or the end of the object")
            }
            return
        }
    }

    /// Reads an array into an array.
    ///
    /// - Parameters:
    ///   - max: The most elements.
    ///   - element: Reads one element; an initialiser `init(_: inout JSONReader)` does.
    /// - Throws: `invalid` for another kind of value, `tooMany`, `malformed`, `tooDeep`, and what
    ///   `element` throws.
    @inlinable
    public mutating func array<Element>(
        max: Int, _ element: (inout JSONReader) throws -> Element
    ) throws(JSONError) -> [Element] {
        var elements: [Element] = []
        try self.elements(max: max) { value in elements.append(try element(&value)) }
        return elements
    }

    /// Reads an array, element by element, keeping nothing.
    ///
    /// - Parameters:
    ///   - max: The most elements.
    ///   - body: Is given the reader before each element.
    public mutating func elements(
        max: Int, _ body: (inout JSONReader) throws -> Void
    ) throws(JSONError) {
        try enter(UInt8(ascii: "["), "an array")
        defer { depth &-= 1 }
        if take(UInt8(ascii: "]"), thenSpace: false) { return }
        var room = max
        while true {
            guard room > 0 else { throw tooMany("more than \(max) elements") }
            room &-= 1
            let start = position
            do { try body(&self) } catch { throw refusal(error) }
            if position == start { try skip() }
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "]"), thenSpace: false) else {
                throw fail(.malformed, "expected a comma or the end of the array")
            }
            return
        }
    }
}

extension JSONReader {
    /// Takes the opening bracket and the space after it.
    mutating func enter(_ bracket: UInt8, _ what: String) throws(JSONError) {
        guard position < end, base[position] == bracket else { throw mismatch(what) }
        guard depth < limits.depth else {
            throw fail(.tooDeep, "more than \(limits.depth) arrays and objects within one another")
        }
        depth &+= 1
        position &+= 1
        skipSpace()
    }

    private mutating func member(
        _ page: inout MemberLedger.Page,
        _ body: (JSONMember, inout JSONReader) throws -> Void
    ) throws(JSONError) {
        guard position < end, base[position] == UInt8(ascii: "\"") else {
            throw fail(.malformed, "expected the name of a member")
        }
        let first = position &+ 1
        let hasEscapes = try passString()
        let count = position &- 1 &- first
        guard count <= limits.stringBytes else {
            throw fail(.invalid, "a member name is longer than \(limits.stringBytes) bytes")
        }
        let name = UnsafeBufferPointer(start: base + first, count: count)
        if hasEscapes {
            let document = UnsafeBufferPointer(start: base, count: end)
            let plain = JSONText.unescaped(document, first..<first &+ count)
            try colon(ledger.add(escaped: plain, base: base, to: &page))
            try hand(plain.span, to: body)
        } else {
            try colon(ledger.add(name, offset: first, base: base, to: &page))
            try hand(name.span, to: body)
        }
        skipSpace()
    }

    @inline(__always)
    private mutating func colon(_ isNew: Bool) throws(JSONError) {
        skipSpace()
        guard take(UInt8(ascii: ":")) else {
            throw fail(.malformed, "expected a colon after the name of a member")
        }
        guard isNew else { throw fail(.malformed, "the member comes twice") }
    }

    private mutating func hand(
        _ name: JSONMember, to body: (JSONMember, inout JSONReader) throws -> Void
    ) throws(JSONError) {
        let start = position
        absence = start
        metAbsence = false
        do {
            try body(name, &self)
        } catch {
            guard metAbsence, position == start, failure == nil else { throw refusal(error) }
        }
        absence = -1
        if position == start { try skip() }
    }

    @inline(__always)
    mutating func skipSpace() {
        while position < end, base[position] <= 0x20 {
            switch base[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position &+= 1
            default: return
            }
        }
    }

    /// Takes one byte, when it is the next, and the space after it.
    @inline(__always)
    mutating func take(_ byte: UInt8, thenSpace: Bool = true) -> Bool {
        guard position < end, base[position] == byte else { return false }
        position &+= 1
        if thenSpace { skipSpace() }
        return true
    }
}
