/// Writes rows into an XLSX workbook, one at a time and keeping none.
///
/// ```swift
/// let report = try XLSXReport(.words(.zhCN))
/// for row in rows { try report.append(row) }
/// let file = try report.finish()
/// ```
///
/// Each kind of row has its sheet, with frozen headings and typed cells; rows of different kinds
/// may come in any order. One thread at a time. A report that is let go before it is finished
/// leaves nothing behind.
public final class XLSXReport {
    private let workbook: Workbook
    private let style: CellStyle
    private let rowsMax: UInt32
    private var pages: [ReportSheet: Page] = [:]

    /// An empty report.
    ///
    /// - Parameters:
    ///   - wording: How headings and words are written.
    ///   - sheets: The sheets that are there even when no row comes, in the order of the workbook.
    ///   - folder: Where temporary files without names are made; nil = `TMPDIR`, else `/tmp`.
    public convenience init(
        _ wording: ReportWording = .words(.en), sheets: [ReportSheet] = ReportSheet.allCases,
        temporaryFolder folder: String? = nil
    ) throws(ReportError) {
        try self.init(wording, sheets, folder, rowsMax: Self.rowsMax)
    }

    init(
        _ wording: ReportWording, _ sheets: [ReportSheet], _ folder: String?, rowsMax: UInt32
    ) throws(ReportError) {
        workbook = try Workbook(in: folder ?? UnnamedFile.defaultFolder)
        style = CellStyle(wording: wording, formats: workbook.formats)
        self.rowsMax = rowsMax
        for sheet in sheets { pages[sheet] = try page(of: sheet, number: 1) }
    }

    /// Adds a row to its sheet; a full sheet is continued on another.
    public func append<Row: ReportRow>(_ row: Row) throws(ReportError) {
        var page: Page
        if let begun = pages[Row.sheet] {
            page = begun
        } else {
            page = try self.page(of: Row.sheet, number: 1)
        }
        if page.rows >= rowsMax {
            try close(page, of: Row.sheet)
            page = try self.page(of: Row.sheet, number: page.number + 1)
        }
        try page.worksheet.write(row.cells, at: page.rows, style)
        page.rows += 1
        pages[Row.sheet] = page
    }

    /// Packs the workbook; no row can be added any more.
    ///
    /// It blocks, for about a second per 100,000 rows: call it from a thread that may.
    ///
    /// - Throws: `incomplete` when the disk had no room for all rows; never a shorter report.
    public func finish() throws(ReportError) -> ReportFile {
        for (sheet, page) in pages { try close(page, of: sheet) }
        pages = [:]
        return try workbook.finish()
    }

    private func page(of sheet: ReportSheet, number: Int) throws(ReportError) -> Page {
        let title = sheet.title(style.wording) + (number > 1 ? " \(number)" : "")
        let worksheet = try workbook.addSheet(titled: title)
        try worksheet.begin(sheet.columns, style)
        return Page(worksheet: worksheet, number: number)
    }

    private func close(_ page: Page, of sheet: ReportSheet) throws(ReportError) {
        try page.worksheet.filter(rows: page.rows, columns: sheet.columns.count)
    }

    /// Rows of a sheet, the headings included: Excel's limit.
    static let rowsMax: UInt32 = 1_048_576

    private struct Page {
        let worksheet: Worksheet
        let number: Int
        var rows: UInt32 = 1
    }
}
