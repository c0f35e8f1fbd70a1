/// Writes rows as CSV (RFC 4180) in UTF-8, one at a time and keeping none.
///
/// Text that a spreadsheet would take for a formula gets a leading apostrophe; numbers and dates
/// are written as they are.
public struct CSVReport<Row: ReportRow>: Sendable {
    /// How headings and words are written.
    public let wording: ReportWording
    /// Whether the header starts with the byte order mark by which Excel knows UTF-8.
    public let hasByteOrderMark: Bool

    /// A report in the API's own names without a byte order mark, unless told otherwise.
    public init(_ wording: ReportWording = .names, byteOrderMark: Bool = false) {
        self.wording = wording
        hasByteOrderMark = byteOrderMark
    }

    /// The first line: headings, after the byte order mark where one is wanted.
    public func header() -> [UInt8] {
        var bytes: [UInt8] = hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
        append(Row.columns.map { .text($0.heading(wording)) }, to: &bytes)
        return bytes
    }

    /// The line of a row, its end included.
    public func row(_ row: Row) -> [UInt8] {
        var bytes: [UInt8] = []
        append(row, to: &bytes)
        return bytes
    }

    /// Appends the line of a row, its end included.
    public func append(_ row: Row, to bytes: inout [UInt8]) { append(row.cells, to: &bytes) }

    private func append(_ cells: [ReportCell], to bytes: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            if case .text(let text) = cell {
                CSVField.append(text, to: &bytes)
            } else {
                CSVField.append(verbatim: cell.text(wording), to: &bytes)
            }
        }
        bytes.append(contentsOf: [0x0D, 0x0A])
    }
}
