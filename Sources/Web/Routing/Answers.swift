import Attendance
import HTTPTypes
import Hummingbird
import JSON
import NIOCore

extension Response {
    /// One JSON value.
    static func json(
        _ status: HTTPResponse.Status = .ok, headers: HTTPFields = [:],
        _ write: (inout JSONWriter) -> Void
    ) -> Response {
        var writer = JSONWriter()
        write(&writer)
        var headers = headers
        headers[.contentType] = "application/json"
        return Response(
            status: status, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: writer.bytes)))
    }

    /// Nothing but a status.
    static func empty(_ status: HTTPResponse.Status = .noContent) -> Response {
        Response(status: status)
    }

    /// The answer to a `PUT`: 201 or 200, the version, and what was written.
    static func written(
        _ written: Written, _ write: (inout JSONWriter) -> Void
    ) -> Response {
        .json(
            written.isNew ? .created : .ok,
            headers: [.eTag: EntityTag(version: written.version).text], write)
    }

    /// A named thing with its version.
    static func stored<Value>(
        _ stored: Stored<Value>, for call: Call, _ write: (inout JSONWriter) -> Void
    ) -> Response {
        let tag = EntityTag(version: stored.version).text
        if call.holds(tag) {
            return Response(status: .notModified, headers: [.eTag: tag])
        }
        return .json(headers: [.eTag: tag], write)
    }

    /// A text of the project's own.
    static func text(_ mediaType: String, _ bytes: [UInt8]) -> Response {
        Response(
            status: .ok, headers: [.contentType: mediaType],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
