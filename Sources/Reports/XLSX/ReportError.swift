/// Why a workbook or an archive could not be made.
public enum ReportError: Error, Equatable, Sendable {
    /// The system refused a temporary file; `code` is its `errno`.
    case temporaryFile(during: Operation, code: Int32)
    /// libxlsxwriter refused to go on; `code` is its `lxw_error`.
    case workbook(code: UInt32, reason: String)
    /// Bytes were lost on the way, most likely because the disk is full.
    case incomplete(sheet: String)
    /// The report was finished before.
    case finished
    /// An archive would be larger than its format can tell.
    case tooLarge

    /// What was being done with a temporary file.
    public enum Operation: String, Sendable {
        case create, unlink, write, read
    }
}
