/// What a rule looks for, apart from its id: rules of one target are switched off together.
struct RuleTarget: Hashable {
    let match: BlocklistRule.Match
    let value: Bytes

    init(_ rule: BlocklistRule) {
        match = rule.match
        value = Bytes(rule.value)
    }
}

/// A text that equals another only byte for byte, unlike `String`, which takes composed and
/// decomposed letters for the same.
struct Bytes: Hashable {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    static func == (one: Bytes, other: Bytes) -> Bool {
        one.text.utf8.elementsEqual(other.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        text.withBytes { hasher.combine(bytes: $0) }
    }
}

extension String {
    @inline(__always)
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        if let result = utf8.withContiguousStorageIfAvailable({ body(UnsafeRawBufferPointer($0)) })
        {
            return result
        }
        return Array(utf8).withUnsafeBytes(body)
    }

    /// Without spaces at either end.
    var trimmed: String {
        guard first?.isWhitespace == true || last?.isWhitespace == true else { return self }
        let head = drop { $0.isWhitespace }
        guard let end = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(head[...end])
    }
}
