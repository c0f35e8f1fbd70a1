/// Reads the distinguished encoding (X.690 section 10) from the front, one element at a time.
///
/// Lengths must be in their shortest form and elements must lie whole within what is read.
struct DERReader {
    private var rest: ArraySlice<UInt8>

    /// Reads some bytes from their first.
    init(_ bytes: some Sequence<UInt8>) { rest = ArraySlice(bytes) }

    /// Whether everything was read.
    var isAtEnd: Bool { rest.isEmpty }

    /// The next element; nil when it is malformed or there is none.
    mutating func next() -> Element? {
        guard let tag = tag(), let count = length(), count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return Element(tag: tag, content: rest.prefix(count))
    }

    /// The content of the next element, which must have this tag.
    mutating func next(_ tag: Tag) -> ArraySlice<UInt8>? {
        guard let element = next(), element.tag == tag else { return nil }
        return element.content
    }

    /// The next element as a whole number from 0 to 2^63 - 1 in its shortest form.
    mutating func number(_ tag: Tag = .integer) -> Int64? {
        guard let digits = next(tag), let first = digits.first, digits.count <= 8, first < 0x80
        else { return nil }
        if first == 0, digits.count > 1, digits[digits.startIndex + 1] < 0x80 { return nil }
        return digits.reduce(0) { $0 << 8 | Int64($1) }
    }

    /// The next element as true (all ones) or false (all zeros).
    mutating func boolean() -> Bool? {
        switch next(.boolean) {
        case [0xFF]: true
        case [0x00]: false
        default: nil
        }
    }

    /// All elements to the end; nil when one is malformed or there are too many.
    static func elements(of content: ArraySlice<UInt8>) -> [Element]? {
        var reader = DERReader(content)
        var elements: [Element] = []
        while !reader.isAtEnd {
            guard elements.count < Limits.derElements, let element = reader.next()
            else { return nil }
            elements.append(element)
        }
        return elements
    }

    private mutating func byte() -> UInt8? { rest.popFirst() }

    /// A tag of at most 21 bits.
    private mutating func tag() -> Tag? {
        guard let first = byte() else { return nil }
        guard first & 0x1F == 0x1F else { return Tag(form: first & 0xE0, number: first & 0x1F) }
        var number: UInt32 = 0
        for index in 0..<3 {
            guard let next = byte(), !(index == 0 && next == 0x80) else { return nil }
            number = number << 7 | UInt32(next & 0x7F)
            guard next & 0x80 == 0 else { continue }
            return number >= 0x1F ? Tag(form: first & 0xE0, number: number) : nil
        }
        return nil
    }

    /// A length of at most 65,535.
    private mutating func length() -> Int? {
        guard let first = byte() else { return nil }
        switch first {
        case ..<0x80: return Int(first)
        case 0x81:
            guard let next = byte(), next >= 0x80 else { return nil }
            return Int(next)
        case 0x82:
            guard let high = byte(), high > 0, let low = byte() else { return nil }
            return Int(high) << 8 | Int(low)
        default: return nil
        }
    }

    /// A tag and what it stands before.
    struct Element {
        let tag: Tag
        let content: ArraySlice<UInt8>
    }

    /// What an element is: class and construction in the three highest bits, and a number.
    struct Tag: Hashable {
        let form: UInt8
        let number: UInt32

        init(form: UInt8, number: some BinaryInteger) {
            self.form = form
            self.number = UInt32(truncatingIfNeeded: number)
        }

        static let boolean = Tag(form: 0, number: 1)
        static let integer = Tag(form: 0, number: 2)
        static let octets = Tag(form: 0, number: 4)
        static let enumerated = Tag(form: 0, number: 10)
        static let sequence = Tag(form: 0x20, number: 16)
        static let set = Tag(form: 0x20, number: 17)

        /// An explicit tag of the context.
        static func context(_ number: UInt32) -> Tag { Tag(form: 0xA0, number: number) }
    }
}
