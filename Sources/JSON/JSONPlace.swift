/// Finds out where in a document an offset lies, by walking the document again from its start.
///
/// Only a refusal pays for this: a reader at work keeps no path.
struct JSONPlace {
    private var steps: [Step] = []
    private var awaitsName = false

    private enum Step {
        case member(name: Range<Int>?)
        case index(Int)
    }

    /// The pointer of the value that is expected or has just ended at `offset`.
    ///
    /// Everything before `offset` has been read without complaint, apart from its last token.
    static func pointer(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> String {
        var place = JSONPlace()
        place.walk(bytes, to: min(offset, bytes.count))
        return place.steps.map { step in
            switch step {
            case .member(nil): ""
            case .member(let name?): "/" + escaped(shown(bytes, name))
            case .index(let index): "/\(index)"
            }
        }.joined()
    }

    /// A member name as it may be shown: at most 64 bytes, no control characters.
    static func shown(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
        let name = JSONText.unescaped(bytes, range.prefix(512))
        let head = String(decoding: name.prefix(64), as: UTF8.self)
        let safe = head.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
            default: scalar
            }
        }
        return String(String.UnicodeScalarView(safe)) + (name.count > 64 ? "…" : "")
    }

    /// A member name as one step of a pointer.
    static func escaped(_ name: String) -> String {
        var step = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "~": step += "~0"
            case "/": step += "~1"
            default: step.unicodeScalars.append(scalar)
            }
        }
        return step
    }

    private mutating func walk(_ bytes: UnsafeBufferPointer<UInt8>, to end: Int) {
        var offset = 0
        while offset < end {
            switch bytes[offset] {
            case UInt8(ascii: "{"):
                steps.append(.member(name: nil))
                awaitsName = true
            case UInt8(ascii: "["):
                steps.append(.index(0))
                awaitsName = false
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                _ = steps.popLast()
                awaitsName = false
            case UInt8(ascii: ","):
                passComma()
            case UInt8(ascii: "\""):
                let start = offset + 1
                offset = Self.endOfString(bytes, from: start, to: end)
                takeString(start..<offset, closed: offset < end)
            default:
                break
            }
            offset += 1
        }
    }

    private mutating func passComma() {
        guard let last = steps.popLast() else { return }
        switch last {
        case .member:
            steps.append(.member(name: nil))
            awaitsName = true
        case .index(let index):
            steps.append(.index(index + 1))
        }
    }

    private mutating func takeString(_ range: Range<Int>, closed: Bool) {
        guard awaitsName, closed, !steps.isEmpty else { return }
        steps[steps.count - 1] = .member(name: range)
        awaitsName = false
    }

    /// The offset of the closing quotation mark, or `end`.
    private static func endOfString(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
    ) -> Int {
        var offset = start
        while offset < end, bytes[offset] != UInt8(ascii: "\"") {
            offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(offset, end)
    }
}
