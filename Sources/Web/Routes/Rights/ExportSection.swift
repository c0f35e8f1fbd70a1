import Attendance
import JSON

/// One category of what is kept on a person: an array of the export, and a file of its archive.
struct ExportSection: Sendable {
    /// The member of the export, such as `checkIns`.
    let name: String
    /// The columns of its file: paths into a row, such as `place.outcome`.
    let columns: [String]
    /// Hands over its rows, a page at a time.
    let read: @Sendable (_ take: (ExportPage) async throws -> Void) async throws -> Void

    /// The name of its file: `check-ins.csv`.
    var file: String {
        name.reduce(into: "") { file, letter in
            if letter.isUppercase { file.append("-") }
            file.append(contentsOf: letter.lowercased())
        } + ".csv"
    }

    /// A section whose rows come in one page.
    static func whole<Row>(
        _ name: String, _ columns: [String], _ rows: @escaping @Sendable () async throws -> [Row],
        _ write: @escaping @Sendable (Row, inout JSONWriter) -> Void
    ) -> ExportSection {
        ExportSection(name: name, columns: columns) { take in
            try await take(ExportPage(rows(), write))
        }
    }

    /// A section whose rows come in pages, each after a key of the one before.
    static func paged<Row, Key>(
        _ name: String, _ columns: [String],
        _ rows: @escaping @Sendable (_ after: Key?, _ limit: Int) async throws -> [Row],
        pageRows: Int = ExportSection.pageRows,
        key: @escaping @Sendable (Row) -> Key,
        _ write: @escaping @Sendable (Row, inout JSONWriter) -> Void
    ) -> ExportSection {
        ExportSection(name: name, columns: columns) { take in
            var last: Key?
            while true {
                let page = try await rows(last, pageRows)
                if !page.isEmpty { try await take(ExportPage(page, write)) }
                guard page.count == pageRows, let end = page.last else { return }
                last = key(end)
            }
        }
    }

    /// Rows that are in memory at once.
    static let pageRows = 200
}

/// Rows of a section, each written as an object.
struct ExportPage: Sendable {
    /// The objects.
    let rows: [[UInt8]]

    init(rows: [[UInt8]]) { self.rows = rows }

    init<Row>(_ rows: [Row], _ write: (Row, inout JSONWriter) -> Void) {
        self.rows = rows.map { row in
            var writer = JSONWriter()
            write(row, &writer)
            return writer.bytes
        }
    }
}
