import Attendance
import HTTPTypes

/// Tells a client's address from what trusted proxies say of it.
///
/// `X-Forwarded-For` is a claim that anybody can make, so it is read from the right, where the
/// proxies add to it, and only as far as the operator's own proxies wrote it.
public struct TrustedProxies: Sendable {
    private let networks: [Network]

    /// Nobody: the address of the connection is the client's.
    public static let none = TrustedProxies([])

    /// Proxies by the networks that they have their addresses in.
    public init(_ networks: [Network]) { self.networks = networks }

    /// The client's address: the right-most hop that is no trusted proxy.
    ///
    /// Where all hops are trusted it is the left-most one. It is nil where a trusted proxy says
    /// nothing, or something that is no address: then the client is unknown.
    public func client(of fields: HTTPFields, peer: String?) -> String? {
        guard let peer, isTrusted(peer) else { return peer }
        let hops = fields[values: .forwardedFor].joined(separator: ",").split(separator: ",")
        var client: String?
        for hop in hops.reversed() {
            guard let address = Self.address(hop) else { return nil }
            client = address
            if !isTrusted(address) { break }
        }
        return client
    }

    private func isTrusted(_ address: String) -> Bool {
        networks.contains { $0.contains(address) }
    }

    /// The address of a hop, which may stand in brackets and with a port.
    private static func address(_ hop: Substring) -> String? {
        var text = hop.drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        if text.first == "[", let end = text.firstIndex(of: "]") {
            text = text[..<end].dropFirst()
        } else if text.count(where: { $0 == ":" }) == 1, let colon = text.firstIndex(of: ":") {
            text = text[..<colon]
        }
        return Network.isAddress(String(text)) ? String(text) : nil
    }
}

extension HTTPField.Name {
    /// The addresses that a request passed, the client's first.
    static let forwardedFor = HTTPField.Name("X-Forwarded-For")!
}
