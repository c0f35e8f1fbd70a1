import Attendance
import JSON

/// Tells of rows that were altered where they lie, beside those that can be read.
enum AlteredWire {
    /// What is told of each.
    static let sentence = "what is stored was altered; it is left out, and the operator was told"

    /// One of a page's `errors`.
    static func write(_ row: AlteredRow, in language: Language, to writer: inout JSONWriter) {
        writer.object { writer in
            place(row, to: &writer)
            told(in: language, to: &writer)
        }
    }

    /// The `errors` of a page; nothing where there are none.
    static func write(
        errors: [AlteredRow], in language: Language, to writer: inout JSONWriter
    ) {
        guard !errors.isEmpty else { return }
        writer.member("errors") { writer in
            writer.array { writer in
                for row in errors { write(row, in: language, to: &writer) }
            }
        }
    }

    /// The line or row that stands where the value would.
    static func writeLine(
        _ row: AlteredRow, in language: Language, to writer: inout JSONWriter
    ) {
        writer.object { writer in
            place(row, to: &writer)
            writer.member("error") { writer in
                writer.object { told(in: language, to: &$0) }
            }
        }
    }

    private static func place(_ row: AlteredRow, to writer: inout JSONWriter) {
        if let sequence = row.sequence { writer.member("sequence", sequence) }
        if let id = row.id { writer.member("id", id) }
    }

    static func told(in language: Language, to writer: inout JSONWriter) {
        writer.member("code", ProblemCode.unreadable.rawValue)
        writer.member("detail", ProblemWording.detail(sentence, in: language))
    }
}
