#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Makes sure that the files of rows are closed after a workbook was packed, or was not.
///
/// libxlsxwriter 1.1.4 closes each while it packs the sheet. When it fails before, it frees the
/// workbook and leaves them open, and with them the space on a disk that may be full already.
final class SheetFiles {
    private var files: [(original: Int32, duplicate: Int32)] = []

    /// Remembers the open files of sheets.
    init(_ sheets: [Worksheet]) throws(ReportError) {
        for sheet in sheets {
            guard let original = sheet.descriptor else { continue }
            let duplicate = fcntl(original, F_DUPFD_CLOEXEC, 0)
            guard duplicate >= 0 else { throw .temporaryFile(during: .write, code: errno) }
            files.append((original, duplicate))
        }
    }

    deinit { for file in files { close(file.duplicate) } }

    /// Closes what nobody else has; the streams round them must never be used again.
    func closeWhatIsLeftOpen() {
        for file in files where Self.isSame(file.original, file.duplicate) {
            close(file.original)
        }
    }

    /// Whether a number still stands for the file that it did, rather than for one opened since:
    /// duplicates share their offset, strangers do not.
    private static func isSame(_ original: Int32, _ duplicate: Int32) -> Bool {
        [off_t(0x5A5A), 0x3C3C].allSatisfy { place in
            lseek(duplicate, place, SEEK_SET) == place && lseek(original, 0, SEEK_CUR) == place
        }
    }
}
