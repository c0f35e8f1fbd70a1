/// Writes lines of CSV (RFC 4180) that are not the rows of a report.
public enum CSVText {
    /// A field of a line.
    public enum Field: Hashable, Sendable {
        /// What people may have written; a formula of a spreadsheet becomes text.
        case text(String)
        /// Numbers, instants and words of the API's own.
        case verbatim(String)
    }

    /// Appends a line, its end included.
    public static func append(_ fields: some Sequence<Field>, to bytes: inout [UInt8]) {
        var isFirst = true
        for field in fields {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            switch field {
            case .text(let text): CSVField.append(text, to: &bytes)
            case .verbatim(let text): CSVField.append(verbatim: text, to: &bytes)
            }
        }
        bytes.append(contentsOf: [0x0D, 0x0A])
    }
}
