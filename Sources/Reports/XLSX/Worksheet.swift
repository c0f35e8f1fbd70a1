import CXLSXWriter
import Timekeeping

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A sheet of a workbook; its rows are written in order and cannot be gone back to.
///
/// It must not be used after its workbook is gone.
struct Worksheet {
    let title: String
    private let pointer: UnsafeMutablePointer<lxw_worksheet>

    init(_ pointer: UnsafeMutablePointer<lxw_worksheet>, titled title: String) {
        self.pointer = pointer
        self.title = title
    }

    /// Writes and freezes the headings, and sets widths and how the sheet prints.
    func begin(_ columns: [ReportColumn], _ style: CellStyle) throws(ReportError) {
        for (index, column) in columns.enumerated() {
            let place = lxw_col_t(clamping: index)
            try check(worksheet_set_column(pointer, place, place, column.width, nil))
            let heading = column.heading(style.wording)
            try check(
                worksheet_write_string(pointer, 0, place, heading, style.formats.heading))
        }
        worksheet_freeze_panes(pointer, 1, 0)
        worksheet_set_landscape(pointer)
        worksheet_fit_to_pages(pointer, 1, 0)
        try check(worksheet_repeat_rows(pointer, 0, 0))
    }

    /// Writes a row, numbered from 0.
    func write(_ cells: [ReportCell], at row: UInt32, _ style: CellStyle) throws(ReportError) {
        for (index, cell) in cells.enumerated() {
            try write(cell, row, lxw_col_t(clamping: index), style)
        }
    }

    /// Lets people filter by any column.
    func filter(rows: UInt32, columns: Int) throws(ReportError) {
        let last = lxw_col_t(clamping: columns - 1)
        try check(worksheet_autofilter(pointer, 0, 0, rows - 1, last))
    }

    /// Writes out the row at hand.
    ///
    /// - Returns: The bytes of all rows.
    func flush() throws(ReportError) -> Int {
        lxw_worksheet_write_single_row(pointer)
        guard let stream = pointer.pointee.optimize_tmpfile else { return 0 }
        let isFlushed = fflush(stream) == 0
        guard isFlushed, ferror(stream) == 0 else { throw .incomplete(sheet: title) }
        return max(0, ftell(stream))
    }

    /// The descriptor of the file of rows; nil before the first.
    var descriptor: Int32? { pointer.pointee.optimize_tmpfile.map { fileno($0) } }

    /// Closes the file of rows of a sheet that will not be packed.
    func closeTemporaryFile() {
        guard let stream = pointer.pointee.optimize_tmpfile else { return }
        fclose(stream)
        pointer.pointee.optimize_tmpfile = nil
    }

    private func write(
        _ cell: ReportCell, _ row: UInt32, _ column: lxw_col_t, _ style: CellStyle
    ) throws(ReportError) {
        switch cell {
        case .empty: break
        case .text, .words, .flag: try write(cell.text(style.wording), row, column)
        case .number(let number):
            try write(Double(number), row, column, style.formats.number)
        case .date(let date):
            guard let day = SheetDate.serial(date) else {
                return try write(cell.text(style.wording), row, column)
            }
            try write(day, row, column, style.formats.date)
        case .time(let date, let second):
            guard let day = SheetDate.serial(date) else {
                return try write(cell.text(style.wording), row, column)
            }
            try write(day + Double(second) / 86_400, row, column, style.formats.time)
        }
    }

    private func write(
        _ number: Double, _ row: UInt32, _ column: lxw_col_t,
        _ format: UnsafeMutablePointer<lxw_format>
    ) throws(ReportError) {
        try check(worksheet_write_number(pointer, row, column, number, format))
    }

    /// Writes text as text, whatever it looks like.
    private func write(_ text: String, _ row: UInt32, _ column: lxw_col_t) throws(ReportError) {
        try check(worksheet_write_string(pointer, row, column, SheetText.safe(text), nil))
    }

    private func check(_ code: lxw_error) throws(ReportError) {
        guard code == LXW_NO_ERROR else {
            throw .workbook(code: code.rawValue, reason: String(cString: lxw_strerror(code)))
        }
    }
}
