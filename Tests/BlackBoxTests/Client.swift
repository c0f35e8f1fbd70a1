import Foundation
import JSON

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// A client that speaks with one key.
struct Client: Sendable {
    let server: URL
    let key: String?
    private static let session: URLSession = {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpMaximumConnectionsPerHost = 64
        configuration.timeoutIntervalForRequest = 180
        return URLSession(configuration: configuration)
    }()

    init(_ server: URL, key: String?) {
        self.server = server
        self.key = key
    }

    /// One answer.
    struct Answer: Sendable {
        let status: Int
        let headers: [String: String]
        let bytes: [UInt8]

        /// The answer's JSON; null where there is none.
        var json: JSONValue { (try? JSONValue(bytes)) ?? .null }
        /// The code of a problem.
        var code: String? { json["code"]?.text }
        /// The answer as text.
        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    func get(_ path: String, headers: [String: String] = [:]) async throws -> Answer {
        try await send("GET", path, headers: headers)
    }

    func send(
        _ method: String, _ path: String, _ body: String? = nil, headers: [String: String] = [:]
    ) async throws -> Answer {
        try await send(method, path, bytes: body.map { Array($0.utf8) }, headers: headers)
    }

    func send(
        _ method: String, _ path: String, bytes: [UInt8]?, headers: [String: String] = [:]
    ) async throws -> Answer {
        guard let url = URL(string: server.absoluteString + path) else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.httpMethod = method
        if let key { request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization") }
        if let bytes {
            request.httpBody = Data(bytes)
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        }
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await Self.session.data(for: request)
        guard let response = response as? HTTPURLResponse else {
            throw URLError(.badServerResponse)
        }
        let fields = response.allHeaderFields.reduce(into: [String: String]()) { fields, field in
            fields["\(field.key)".lowercased()] = "\(field.value)"
        }
        return Answer(status: response.statusCode, headers: fields, bytes: [UInt8](data))
    }
}

extension JSONValue {
    var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }

    var items: [JSONValue] {
        if case .array(let items) = self { items } else { [] }
    }
}
