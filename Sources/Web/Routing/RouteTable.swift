import Foundation
import HTTPTypes

/// Finds the endpoint of a request by its path, then by its method.
struct RouteTable: Sendable {
    private var root = Node()
    /// All endpoints, as they were added.
    private(set) var endpoints: [Endpoint] = []

    /// A table of endpoints; of two for one path and method the later one counts.
    init(_ endpoints: [Endpoint]) {
        for endpoint in endpoints {
            root.add(endpoint, at: endpoint.path.parts[...])
        }
        self.endpoints = endpoints
    }

    /// The endpoints at a path and the parameters that it carries; nil where there is no path.
    ///
    /// - Parameter path: Percent-encoded, without query.
    func match(_ path: Substring) -> Match? {
        guard path.first == "/" else { return nil }
        var node = root
        var parameters: [String] = []
        for part in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            if let next = node.literals[String(part)] {
                node = next
            } else if let next = node.parameter.first, let value = Self.decode(part) {
                parameters.append(value)
                node = next
            } else {
                return nil
            }
        }
        return node.endpoints.isEmpty ? nil : Match(endpoints: node.endpoints, values: parameters)
    }

    private static func decode(_ part: Substring) -> String? {
        part.isEmpty
            ? nil
            : part.utf8.contains(UInt8(ascii: "%")) ? part.removingPercentEncoding : String(part)
    }

    /// The endpoints at one path.
    struct Match: Sendable {
        /// By method.
        let endpoints: [HTTPRequest.Method: Endpoint]
        /// The parameters in the order of the path.
        let values: [String]

        /// The methods that are offered, for `Allow`.
        var allowed: String { endpoints.keys.map(\.rawValue).sorted().joined(separator: ", ") }
    }

    private struct Node: Sendable {
        var literals: [String: Node] = [:]
        var parameter: [Node] = []
        var endpoints: [HTTPRequest.Method: Endpoint] = [:]

        mutating func add(_ endpoint: Endpoint, at parts: ArraySlice<PathTemplate.Part>) {
            guard let part = parts.first else {
                endpoints[endpoint.method] = endpoint
                return
            }
            switch part {
            case .literal(let text):
                literals[text, default: Node()].add(endpoint, at: parts.dropFirst())
            case .parameter:
                if parameter.isEmpty { parameter.append(Node()) }
                parameter[0].add(endpoint, at: parts.dropFirst())
            }
        }
    }
}
