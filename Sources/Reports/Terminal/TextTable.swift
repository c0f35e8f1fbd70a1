/// Lays rows out in aligned columns for a terminal, a page at a time and keeping none.
///
/// Widths are those of the widest cell so far, at most `widthMax`; what is longer is cut.
/// Characters that would steer a terminal are shown as `�`.
public struct TextTable<Row: ReportRow>: Sendable {
    /// How headings and words are written.
    public let wording: ReportWording
    private let columns: [Int]
    private var widths: [Int]
    private var hasHeader = false

    /// A table of the brief columns, or of all.
    public init(_ wording: ReportWording = .words(.en), isBrief: Bool = true) {
        self.wording = wording
        columns = Row.columns.indices.filter { !isBrief || Row.columns[$0].isBrief }
        widths = columns.map { DisplayWidth.of(Row.columns[$0].heading(wording)) }
    }

    /// The lines of a page of rows; the first page begins with the headings.
    public mutating func page(_ rows: some Sequence<Row>) -> String {
        let cells = rows.map { row in
            let cells = row.cells
            return columns.map { Self.printable(cells[$0].text(wording)) }
        }
        for row in cells {
            for (index, text) in row.enumerated() {
                widths[index] = max(widths[index], min(DisplayWidth.of(text), Self.widthMax))
            }
        }
        var lines = ""
        if !hasHeader {
            hasHeader = true
            append(columns.map { Row.columns[$0].heading(wording) }, to: &lines)
            append(widths.map { String(repeating: "-", count: $0) }, to: &lines)
        }
        for row in cells { append(row, to: &lines) }
        return lines
    }

    private func append(_ texts: [String], to lines: inout String) {
        var line = ""
        for (index, text) in texts.enumerated() {
            if index > 0 { line += "  " }
            let cut = Self.cut(text, to: widths[index])
            let gap = String(repeating: " ", count: max(0, widths[index] - DisplayWidth.of(cut)))
            line += Row.columns[columns[index]].isNumber ? gap + cut : cut + gap
        }
        while line.last == " " { line.removeLast() }
        lines += line + "\n"
    }

    private static func cut(_ text: String, to width: Int) -> String {
        guard DisplayWidth.of(text) > width else { return text }
        var kept = ""
        var used = 1
        for character in text {
            used += DisplayWidth.of(character)
            guard used <= width else { break }
            kept.append(character)
        }
        return kept + "…"
    }

    /// The text without line breaks, escape sequences and marks that turn its direction.
    private static func printable(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            result.append(isSteering(scalar) ? "\u{FFFD}" : scalar)
        }
        return String(result)
    }

    private static func isSteering(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

extension TextTable {
    /// The widest that a column becomes, in columns of the terminal.
    public static var widthMax: Int { 40 }
}
