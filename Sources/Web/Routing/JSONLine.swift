import Attendance
import HTTPTypes
import JSON

/// One line of an NDJSON answer: what became of one line of the body.
struct JSONLine: Sendable {
    /// The line with its newline.
    let bytes: [UInt8]

    /// A line that went through.
    init(_ number: Int, status: Int, _ write: (inout JSONWriter) -> Void = { _ in }) {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("line", number)
            writer.member("status", status)
            write(&writer)
        }
        writer.newline()
        bytes = writer.bytes
    }

    /// A line that was refused.
    init(_ number: Int, _ problem: Problem, in language: Language) {
        self.init(number, status: (problem.status ?? problem.code.status).code) { writer in
            writer.member("problem") { problem.write(to: &$0, in: language) }
        }
    }
}
