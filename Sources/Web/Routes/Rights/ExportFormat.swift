import Hummingbird
import JSON
import NIOCore
import Reports
import Timekeeping

/// Writes an export as it is read: as one JSON object, or as an archive of CSV files.
struct ExportFormat: Sendable {
    /// What stands before the sections: whose data it is, and of when.
    let head: ExportHead
    /// One for every category of data.
    let sections: [ExportSection]

    /// `{"organization":…,"member":…,"consents":[…],…}`
    var json: ResponseBody {
        ResponseBody { writer in
            // The object stays open for the sections.
            try await writer.write(ByteBuffer(bytes: head.bytes.dropLast()))
            for section in sections {
                try await writer.write(ByteBuffer(string: ",\"\(section.name)\":["))
                var isFirst = true
                try await section.read { page in
                    var bytes = ByteBuffer()
                    for row in page.rows {
                        if !isFirst { bytes.writeString(",") }
                        isFirst = false
                        bytes.writeBytes(row)
                    }
                    try await writer.write(bytes)
                }
                try await writer.write(ByteBuffer(string: "]"))
            }
            try await writer.write(ByteBuffer(string: "}"))
            try await writer.finish(nil)
        }
    }

    /// A file for every section, one line a row.
    ///
    /// - Parameter hasByteOrderMark: Whether files begin with the mark by which Excel knows UTF-8.
    func archive(hasByteOrderMark: Bool) -> ResponseBody {
        let milliseconds = head.generatedAt.milliseconds
        let mark: [UInt8] = hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
        return ResponseBody { writer in
            var archive = ZIPArchive(
                date: CivilDate(days: Int(clamping: milliseconds / 86_400_000)),
                second: Int(clamping: milliseconds % 86_400_000 / 1_000))
            for section in [head.section] + sections {
                try await writer.write(ByteBuffer(bytes: archive.begin(section.file)))
                var titles = mark
                CSVText.append(section.columns.map { .verbatim($0) }, to: &titles)
                try await writer.write(ByteBuffer(bytes: archive.piece(titles)))
                try await section.read { page in
                    var lines: [UInt8] = []
                    for row in page.rows {
                        CSVText.append(try Self.fields(of: row, section.columns), to: &lines)
                    }
                    try await writer.write(ByteBuffer(bytes: archive.piece(lines)))
                }
                try await writer.write(ByteBuffer(bytes: archive.end()))
            }
            try await writer.write(ByteBuffer(bytes: archive.finish()))
            try await writer.finish(nil)
        }
    }

    /// The values of a row, one for each column; lists and objects without columns as JSON.
    static func fields(of row: [UInt8], _ columns: [String]) throws -> [CSVText.Field] {
        // What a record holds was bounded when it came in.
        var limits = JSONLimits()
        limits.depth = 64
        limits.stringBytes = .max
        let value = try JSONValue(row, limits: limits)
        return columns.map { column in
            let found = column.split(separator: ".").reduce(Optional(value)) { inner, name in
                inner?[String(name)]
            }
            return found.map(field) ?? .verbatim("")
        }
    }

    private static func field(_ value: JSONValue) -> CSVText.Field {
        switch value {
        case .null: .verbatim("")
        case .string(let text): .text(text)
        case .array(let items) where items.isEmpty: .verbatim("")
        default: .verbatim(String(decoding: JSONWriter.bytes(of: value), as: UTF8.self))
        }
    }
}

/// What stands before the sections of an export.
struct ExportHead: Sendable {
    /// When it was made.
    let generatedAt: Instant
    /// An object of these columns.
    let bytes: [UInt8]

    static let columns = [
        "generatedAt", "organization.id", "organization.name", "organization.region",
        "member.member", "member.name", "member.department", "member.email", "member.hiredOn",
        "member.leftOn", "member.ageBand", "member.state",
        "member.closesAt", "member.closedAt", "member.error",
    ]

    /// The head as a file of the archive.
    var section: ExportSection {
        ExportSection(name: "person", columns: Self.columns) { [bytes] take in
            try await take(ExportPage(rows: [bytes]))
        }
    }
}
