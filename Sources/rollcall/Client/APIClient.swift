import Foundation
import JSON

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Speaks to a running server as its clients do.
struct APIClient: Sendable {
    private let base: URL
    private let key: String

    /// A client of a server that speaks with one key.
    init(_ base: URL, key: String) {
        self.base = base
        self.key = key
    }

    /// The same server with another key.
    func with(key: String) -> APIClient { APIClient(base, key: key) }

    /// Sends a body of JSON.
    ///
    /// - Returns: The status and the answer's JSON.
    /// - Throws: `ClientError.unreachable`.
    func send(
        _ method: String, _ path: String, _ write: ((inout JSONWriter) -> Void)? = nil
    ) async throws -> (status: Int, body: JSONValue) {
        var request = URLRequest(url: base.appending(path: path))
        request.httpMethod = method
        request.timeoutInterval = 30
        request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization")
        if let write {
            var writer = JSONWriter()
            write(&writer)
            request.httpBody = Data(writer.bytes)
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        }
        let (data, response) = try await URLSession.shared.data(for: request)
        guard let response = response as? HTTPURLResponse else { throw ClientError.unreachable }
        let body = data.isEmpty ? .null : try JSONReader.read([UInt8](data)) { try $0.value() }
        return (response.statusCode, body)
    }

    /// Sends a body and demands that it is taken.
    ///
    /// - Throws: `ClientError.refused` for a status of 400 or more.
    @discardableResult
    func demand(
        _ method: String, _ path: String, _ write: ((inout JSONWriter) -> Void)? = nil
    ) async throws -> JSONValue {
        let (status, body) = try await send(method, path, write)
        guard status < 400 else {
            throw ClientError.refused(
                "\(method) \(path)", status,
                String(decoding: JSONWriter.bytes(of: body), as: UTF8.self))
        }
        return body
    }
}

/// Why a command could not do its work.
enum ClientError: Error, CustomStringConvertible {
    /// The server does not answer as HTTP.
    case unreachable
    /// The server refused what the command needs.
    case refused(String, Int, String)
    /// There is no operator key to speak with.
    case noOperatorKey

    /// The reason as the operator reads it.
    var description: String {
        switch self {
        case .unreachable: "the server does not answer"
        case .refused(let what, let status, let body): "\(what) was answered \(status): \(body)"
        case .noOperatorKey:
            "set ROLLCALL_OPERATOR_KEY, or name the server's data folder with --data"
        }
    }
}

extension JSONValue {
    /// The text of a string; nil for any other value.
    var text: String? {
        if case .string(let text) = self { text } else { nil }
    }
}
