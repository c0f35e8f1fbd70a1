import Material

/// A valid document of many shapes, with white space where it may be.
struct RandomDocument {
    private var random: Seeded
    private(set) var text = ""

    init(seed: UInt64) {
        random = Seeded(seed)
        value(depth: random.pick(0...6))
    }

    private mutating func value(depth: Int) {
        space()
        switch random.pick(depth > 0 ? 0...7 : 2...7) {
        case 0: list("[", "]") { $0.value(depth: depth - 1) }
        case 1:
            var names = 0
            list("{", "}") { document in
                names += 1
                document.string(suffix: "\(names)")
                document.space()
                document.text += ":"
                document.value(depth: depth - 1)
            }
        case 2: text += ["true", "false", "null"][random.pick(0...2)]
        case 3: text += "\(random.pick(-1_000...1_000))"
        case 4: text += "\(Int64(truncatingIfNeeded: random.next()))"
        case 5: text += "\(Double(random.pick(-99_999...99_999)) / 1_000)"
        case 6: text += "\(random.double())"
        default: string(suffix: "")
        }
        space()
    }

    private mutating func list(
        _ open: String, _ close: String, _ item: (inout RandomDocument) -> Void
    ) {
        text += open
        for index in 0..<random.pick(0...5) {
            if index > 0 { text += "," }
            space()
            item(&self)
        }
        space()
        text += close
    }

    private mutating func string(suffix: String) {
        text += "\""
        for _ in 0..<random.pick(0...12) {
            let pieces = [
                "a", "Z", " ", "é", "你", "😀", "\u{7F}", "\\n", "\\\"", "\\\\", "\\/", "\\u0041",
                "\\u00e9", "\\uD83D\\uDE00", "\\u0001", "\u{2028}", "e\u{301}", "\u{10FFFF}",
            ]
            text += pieces[random.pick(0...pieces.count - 1)]
        }
        text += suffix + "\""
    }

    private mutating func space() {
        if random.pick(0...3) == 0 { text += [" ", "\n", "\t", "\r\n"][random.pick(0...3)] }
    }
}
