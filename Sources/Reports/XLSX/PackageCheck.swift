/// Checks that a finished workbook holds all that was written to its sheets.
///
/// libxlsxwriter 1.1.4 copies a sheet's rows from one temporary file to another without looking
/// whether the copy succeeded (`_worksheet_write_optimized_sheet_data`), so a full disk could cost
/// rows in silence. The directory of the package says how long each sheet really is.
struct PackageCheck {
    private let file: ReportFile

    init(_ file: ReportFile) { self.file = file }

    /// Compares the sheets, in their order, with the bytes that their rows take.
    func check(_ titles: [String], hold sizes: [Int]) throws(ReportError) {
        let lengths = try sheetLengths()
        for (index, title) in titles.enumerated() {
            let length = lengths["xl/worksheets/sheet\(index + 1).xml"] ?? 0
            guard length >= sizes[index] + Self.frameMin else { throw .incomplete(sheet: title) }
        }
    }

    /// The lengths of the package's parts before compression, by name.
    private func sheetLengths() throws(ReportError) -> [String: Int] {
        let tail = try file.chunk(at: max(0, file.size - Self.tailBytes), count: Self.tailBytes)
        var lengths: [String: Int] = [:]
        var place = 0
        while place + Self.entryBytes <= tail.count {
            guard number(tail, place, 4) == Self.entryMark else {
                place += 1
                continue
            }
            let nameLength = number(tail, place + 28, 2)
            let start = place + Self.entryBytes
            guard start + nameLength <= tail.count else { break }
            let name = String(decoding: tail[start..<start + nameLength], as: UTF8.self)
            lengths[name] = number(tail, place + 24, 4)
            place = start + nameLength
        }
        return lengths
    }

    private func number(_ bytes: [UInt8], _ place: Int, _ count: Int) -> Int {
        (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << ($1 * 8) }
    }

    /// The mark and the length of an entry of the central directory (APPNOTE.TXT 4.3.12).
    private static let entryMark = 0x0201_4B50
    private static let entryBytes = 46
    /// More than the directory of a workbook of a few sheets takes.
    private static let tailBytes = 65_536
    /// Less than what stands round the rows of an empty sheet.
    private static let frameMin = 400
}
