import Attendance
import HTTPTypes
import Hummingbird
import JSON
import NIOCore

extension Problem {
    /// The answer as `application/problem+json`.
    func response(in language: Language) -> Response {
        var headers = headers
        headers[.contentType] = "application/problem+json"
        headers[.cacheControl] = "no-store"
        headers[.contentLanguage] = language.rawValue
        if let retryAfter { headers[.retryAfter] = "\(retryAfter)" }
        if code == .unauthenticated { headers[.wwwAuthenticate] = "Bearer" }
        var writer = JSONWriter()
        write(to: &writer, in: language)
        return Response(
            status: status ?? code.status, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: writer.bytes)))
    }

    /// Writes the problem as an object.
    func write(to writer: inout JSONWriter, in language: Language) {
        writer.object { writer in
            writer.member("type", "urn:rollcall:problem:\(code.rawValue)")
            writer.member("title", code.title(in: language))
            writer.member("status", (status ?? code.status).code)
            if let detail {
                writer.member("detail", ProblemWording.detail(detail, in: language))
            }
            writer.member("code", code.rawValue)
            if !faults.isEmpty {
                writer.member("errors") { writer in
                    writer.array { writer in
                        for fault in faults { fault.write(to: &writer, in: language) }
                    }
                }
            }
            extras?.write(to: &writer)
            if let ruleVersion { writer.member("ruleVersion", ruleVersion) }
            if let appeal { writer.member("appeal", appeal) }
        }
    }
}

extension Problem.Fault {
    fileprivate func write(to writer: inout JSONWriter, in language: Language) {
        writer.object { writer in
            writer.member("pointer", pointer)
            writer.member("detail", ProblemWording.detail(detail, in: language))
        }
    }
}

extension Problem.Extras {
    fileprivate func write(to writer: inout JSONWriter) {
        switch self {
        case .purposes(let purposes):
            writer.member("purposes", purposes.map(\.rawValue))
        case .location(let longitude, let latitude):
            writer.member("location", [longitude, latitude])
        }
    }
}
