/// One field of a line of CSV.
enum CSVField {
    /// Appends text that people may have written: what a spreadsheet would run becomes text.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        append(verbatim: startsFormula(text) ? "'" + text : text, to: &bytes)
    }

    /// Appends text that is known to be harmless, quoted where its characters ask for it.
    static func append(verbatim text: String, to bytes: inout [UInt8]) {
        guard needsQuotes(text) else {
            bytes.append(contentsOf: text.utf8)
            return
        }
        bytes.append(quote)
        for byte in text.utf8 {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }

    /// Whether a spreadsheet would take the text for a formula, spaces before it or not.
    ///
    /// The characters are those of OWASP's "CSV Injection", their full-width forms included, which
    /// spreadsheets set to Chinese or Japanese may read like the plain ones.
    static func startsFormula(_ text: String) -> Bool {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": return true
            case " ", "\u{A0}", "\u{3000}", "\u{200B}", "\u{FEFF}": continue
            default: return false
            }
        }
        return false
    }

    /// Semicolons and tabs count too: where a spreadsheet splits at them, an unquoted one would
    /// let the text after it start a cell, and a formula, of its own.
    private static func needsQuotes(_ text: String) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last else { return false }
        if first == space || last == space { return true }
        return text.utf8.contains { byte in
            switch byte {
            case quote, UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, 0x0A, 0x0D: true
            default: false
            }
        }
    }

    private static let quote = UInt8(ascii: "\"")
    private static let space = UInt8(ascii: " ")
}
