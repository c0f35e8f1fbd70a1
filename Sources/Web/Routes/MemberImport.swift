import Attendance
import HTTPTypes
import Hummingbird
import JSON
import NIOCore

/// Imports members line by line, from NDJSON or CSV; a bad line never stops the rest.
enum MemberImport {
    typealias Store = @Sendable (MemberWire.Entry) async throws -> Written

    /// One answer line for each line of the body.
    static func answer(_ call: OrganizationCall, _ store: @escaping Store) async throws -> Response
    {
        guard let stream = call.stream else { throw Problem(.invalidBody) }
        let isCSV =
            call.head.headerFields[.contentType]?.lowercased().hasPrefix("text/csv") ?? false
        let lines = BodyLines(
            stream, longestLine: Limits.documentBody, longestBody: Limits.importBody)
        return LineAnswers.response { write in
            var header: [String]?
            do {
                try await lines.forEach { number, line in
                    if isCSV, header == nil {
                        header = CSVLine.fields(line)
                        return
                    }
                    try await write(
                        await take(number, line, header: header, call.language, store))
                }
            } catch let problem as Problem {
                try await write(JSONLine(0, problem, in: call.language))
            }
        }
    }

    private static func take(
        _ number: Int, _ line: ByteBuffer, header: [String]?, _ language: Language,
        _ store: Store
    ) async -> JSONLine {
        do {
            let bytes =
                header.map { CSVLine.object(line, header: $0) } ?? Array(line.readableBytesView)
            let entry = try JSONReader.read(bytes) { try MemberWire.entry(&$0, id: nil) }
            let written = try await store(entry)
            return JSONLine(number, status: written.isNew ? 201 : 200) { writer in
                writer.member("member", entry.member.id.text)
            }
        } catch {
            return JSONLine(
                number, Problem(telling: error) ?? Problem(.internalError), in: language)
        }
    }
}

/// One line of CSV (RFC 4180, without line breaks inside fields).
enum CSVLine {
    /// The fields of a line.
    static func fields(_ line: ByteBuffer) -> [String] {
        var text = String(buffer: line)[...]
        if text.hasSuffix("\r") { text = text.dropLast() }
        if text.hasPrefix("\u{FEFF}") { text = text.dropFirst() }
        var fields: [String] = []
        repeat { fields.append(field(&text)) } while takeComma(&text)
        return fields
    }

    private static func field(_ text: inout Substring) -> String {
        guard text.first == "\"" else {
            let field = text.prefix { $0 != "," }
            text = text.dropFirst(field.count)
            return String(field)
        }
        var field = ""
        repeat {
            text = text.dropFirst()
            let part = text.prefix { $0 != "\"" }
            field += part
            text = text.dropFirst(part.count + 1)
            // A quotation mark is written twice.
            if text.first == "\"" { field.append("\"") }
        } while text.first == "\""
        return field
    }

    private static func takeComma(_ text: inout Substring) -> Bool {
        text = text.drop { $0 != "," }
        return text.popFirst() != nil
    }

    /// A line as a JSON object with the header's names; empty fields are absent.
    ///
    /// `consents` holds purposes with spaces or semicolons between them.
    static func object(_ line: ByteBuffer, header: [String]) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            for (name, value) in zip(header, fields(line)) where !value.isEmpty {
                if name == "consents" {
                    writer.member(name, value.split { " ;".contains($0) }.map(String.init))
                } else {
                    writer.member(name, value)
                }
            }
        }
        return writer.bytes
    }
}
