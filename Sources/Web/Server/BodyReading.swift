import Attendance
import Faces
import HTTPTypes
import Hummingbird
import NIOCore

extension Call {
    /// The call with its body, read as the endpoint takes it.
    ///
    /// - Throws: `body-too-large`, `unsupported-media-type`, `image-refused`.
    func reading(_ request: Request, _ rule: Endpoint.BodyRule) async throws -> Call {
        var call = self
        switch rule {
        case .none:
            return call
        case .whole(let limit):
            try checkLength(limit)
            try checkEncoding()
            do {
                call.body = try await request.body.collect(upTo: limit)
            } catch is NIOTooManyBytesError {
                throw Problem(.bodyTooLarge, "at most \(limit) bytes")
            }
            if call.body.readableBytes > 0 { try checkMediaType() }
            guard ImageKind(bytes: call.body.readableBytesView) == nil else {
                throw Problem(.imageRefused)
            }
        case .streamed(let limit):
            try checkLength(limit)
            try checkEncoding()
            try checkMediaType()
            call.stream = request.body
        }
        return call
    }

    private func checkLength(_ limit: Int) throws(Problem) {
        guard let text = head.headerFields[.contentLength], let length = Int(text) else { return }
        guard length <= limit else { throw Problem(.bodyTooLarge, "at most \(limit) bytes") }
    }

    private func checkEncoding() throws(Problem) {
        guard let encoding = head.headerFields[.contentEncoding]?.lowercased() else { return }
        guard encoding == "identity" else {
            throw Problem(.unsupportedMediaType, "compressed bodies are not taken")
        }
    }

    private func checkMediaType() throws(Problem) {
        guard let header = head.headerFields[.contentType]?.lowercased() else { return }
        let type = header.prefix { $0 != ";" }.trimmingSuffix { $0 == " " }
        if type.hasPrefix("image/") || type.hasPrefix("multipart/") {
            throw Problem(.imageRefused)
        }
        guard type.hasSuffix("json") || type.hasPrefix("text/csv") else {
            throw Problem(.unsupportedMediaType, "application/json is taken")
        }
    }
}

extension Substring {
    fileprivate func trimmingSuffix(while drops: (Character) -> Bool) -> Substring {
        var text = self
        while let last = text.last, drops(last) { text.removeLast() }
        return text
    }
}
