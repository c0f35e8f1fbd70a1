import CXLSXWriter

/// Owns a workbook of libxlsxwriter in constant-memory mode, and the file that it becomes.
///
/// Each sheet collects its rows in an unnamed temporary file of its own; memory holds one row.
/// One thread at a time.
final class Workbook {
    private var handle: UnsafeMutablePointer<lxw_workbook>?
    private let file: UnnamedFile
    private var sheets: [Worksheet] = []
    let formats: Formats

    init(in folder: String) throws(ReportError) {
        let file = try UnnamedFile(in: folder)
        let created = folder.withCString { folder in
            var options = lxw_workbook_options(
                constant_memory: 1, tmpdir: UnsafeMutablePointer(mutating: folder), use_zip64: 0)
            return workbook_new_opt(file.path, &options)
        }
        guard let created, let formats = Formats(created) else {
            lxw_workbook_free(created)
            throw .workbook(code: LXW_ERROR_MEMORY_MALLOC_FAILED.rawValue, reason: "no memory")
        }
        handle = created
        self.file = file
        self.formats = formats
    }

    deinit { discard() }

    /// Adds an empty sheet; `title` has at most 31 characters, none of `[]:*?/\`.
    func addSheet(titled title: String) throws(ReportError) -> Worksheet {
        guard let handle else { throw .finished }
        guard let pointer = workbook_add_worksheet(handle, title) else {
            throw .workbook(
                code: LXW_ERROR_CREATING_TMPFILE.rawValue, reason: "no sheet \(title)")
        }
        let sheet = Worksheet(pointer, titled: title)
        sheets.append(sheet)
        return sheet
    }

    /// Packs the sheets into the file; nothing can be added any more.
    func finish() throws(ReportError) -> ReportFile {
        guard let handle else { throw .finished }
        // libxlsxwriter does not notice when a temporary file cannot take more.
        let sizes = try sheets.map { sheet throws(ReportError) in try sheet.flush() }
        let files = try SheetFiles(sheets)
        self.handle = nil
        let code = workbook_close(handle)
        guard code == LXW_NO_ERROR else {
            files.closeWhatIsLeftOpen()
            throw .workbook(code: code.rawValue, reason: String(cString: lxw_strerror(code)))
        }
        let report = try file.reader()
        try PackageCheck(report).check(sheets.map(\.title), hold: sizes)
        return report
    }

    /// Frees everything without writing a workbook.
    private func discard() {
        guard let handle else { return }
        // The library closes a sheet's temporary file only when it packs the sheet.
        for sheet in sheets { sheet.closeTemporaryFile() }
        lxw_workbook_free(handle)
        self.handle = nil
    }

    /// The looks of cells.
    struct Formats {
        let heading: UnsafeMutablePointer<lxw_format>
        let date: UnsafeMutablePointer<lxw_format>
        let time: UnsafeMutablePointer<lxw_format>
        let number: UnsafeMutablePointer<lxw_format>

        init?(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
            guard let heading = workbook_add_format(workbook),
                let date = workbook_add_format(workbook), let time = workbook_add_format(workbook),
                let number = workbook_add_format(workbook)
            else { return nil }
            format_set_bold(heading)
            format_set_bottom(heading, UInt8(LXW_BORDER_THIN.rawValue))
            format_set_text_wrap(heading)
            format_set_align(heading, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
            format_set_num_format(date, "yyyy-mm-dd")
            format_set_num_format(time, "yyyy-mm-dd hh:mm:ss")
            format_set_num_format(number, "0")
            self.heading = heading
            self.date = date
            self.time = time
            self.number = number
        }
    }
}
