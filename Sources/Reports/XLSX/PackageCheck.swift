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
        let lengths = try lengths()
        for (index, title) in titles.enumerated() {
            let length = lengths["xl/worksheets/sheet\(index + 1).xml"] ?? 0
            guard length >= sizes[index] + Self.frameMin else { throw .incomplete(sheet: title) }
        }
    }

    /// The lengths of the package's parts before compression, by name.
    private func lengths() throws(ReportError) -> [String: Int] {
        let end = try file.chunk(at: max(0, file.size - Self.endBytes), count: Self.endBytes)
        guard end.count == Self.endBytes, number(end, 0, 4) == Self.endMark else { return [:] }
        let size = min(number(end, 12, 4), Self.directoryMax)
        guard size > 0 else { return [:] }
        let directory = try file.chunk(at: number(end, 16, 4), count: size)
        var lengths: [String: Int] = [:]
        var place = 0
        while place + Self.entryBytes <= directory.count {
            guard number(directory, place, 4) == Self.entryMark else { break }
            let name = place + Self.entryBytes
            let nameEnd = name + number(directory, place + 28, 2)
            guard nameEnd <= directory.count else { break }
            let text = String(decoding: directory[name..<nameEnd], as: UTF8.self)
            lengths[text] = number(directory, place + 24, 4)
            place = nameEnd + number(directory, place + 30, 2) + number(directory, place + 32, 2)
        }
        return lengths
    }

    private func number(_ bytes: [UInt8], _ place: Int, _ count: Int) -> Int {
        (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << ($1 * 8) }
    }

    /// The mark and the length of the end of the central directory (APPNOTE.TXT 4.3.16); the
    /// library writes no comment after it.
    private static let endMark = 0x0605_4B50
    private static let endBytes = 22
    /// The mark and the length of an entry of the central directory (APPNOTE.TXT 4.3.12).
    private static let entryMark = 0x0201_4B50
    private static let entryBytes = 46
    /// More than the directory of a workbook of thousands of sheets takes.
    private static let directoryMax = 1 << 20
    /// Less than what stands round the rows of an empty sheet.
    private static let frameMin = 400
}
