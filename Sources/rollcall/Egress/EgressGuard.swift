import Attendance
import Foundation

/// Says where the server may send requests of its own: to public addresses by HTTPS, and to what the operator allows.
struct EgressGuard: Sendable {
    /// Hosts, with or without a port, that may be private and spoken to by plain HTTP.
    let allowed: Set<String>

    /// - Parameter list: Such as `idp.corp.example, 10.0.0.5:8443`.
    init(allowing list: String?) {
        allowed = Set(
            (list ?? "").split { $0 == "," || $0.isWhitespace }.map { $0.lowercased() })
    }

    /// Why an address may not be tried, in English; nil for one that may be.
    func objection(to address: String) -> String? {
        guard let target = Target(address) else { return "must be an https address" }
        if isAllowed(target) { return nil }
        guard target.isSecure else { return "must be an https address" }
        let isPrivate =
            target.host == "localhost" || target.host.hasSuffix(".localhost")
            || AddressBook.isLiteral(target.host) && !AddressBook.isPublic(target.host)
        return isPrivate ? "must be a public address" : nil
    }

    /// Looks up the host of an address; an answer that holds one private address is refused whole.
    ///
    /// Somebody who changes the answer between this look and the connection gains a TLS handshake with a host that
    /// cannot prove the name, and nothing more: plain HTTP goes to allowed hosts alone.
    ///
    /// - Throws: ``EgressFault``.
    func check(_ address: String) async throws(EgressFault) {
        guard objection(to: address) == nil, let target = Target(address) else {
            throw .refused
        }
        if isAllowed(target) { return }
        let found = await AddressBook.addresses(of: target.host)
        guard !found.isEmpty else { throw .unknownHost }
        guard found.allSatisfy(AddressBook.isPublic) else { throw .refused }
    }

    private func isAllowed(_ target: Target) -> Bool {
        allowed.contains(target.host) || allowed.contains("\(target.host):\(target.port)")
    }

    /// The parts of an address that matter here.
    private struct Target {
        let host: String
        let port: Int
        let isSecure: Bool

        /// Returns nil for anything but a plain address of the web, without a user's name or a fragment.
        init?(_ address: String) {
            guard let parts = URLComponents(string: address),
                let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme),
                parts.user == nil, parts.password == nil,
                parts.fragment == nil, let host = parts.host?.lowercased(), !host.isEmpty
            else { return nil }
            self.host = host.trimmingCharacters(in: ["[", "]", "."])
            isSecure = scheme == "https"
            port = parts.port ?? (isSecure ? 443 : 80)
        }
    }
}

/// Why a request of the server's own was not made, or its answer not taken.
enum EgressFault: Error, Equatable {
    /// The address is not one that may be tried.
    case refused
    /// The host has no address.
    case unknownHost
    /// The answer is not 200, too large, too late, or leads elsewhere.
    case badAnswer
}

/// The addresses of hosts, and which of them anybody may reach.
enum AddressBook {
    /// Whether a text is an address itself.
    static func isLiteral(_ host: String) -> Bool { everything.contains { $0.contains(host) } }

    /// Whether an address is a public one: of no special purpose (IANA's registries of RFC 6890), and for IPv6 a
    /// global unicast one that carries no IPv4 address.
    static func isPublic(_ address: String) -> Bool {
        if everything[0].contains(address) { return !special.contains { $0.contains(address) } }
        return global.contains(address) && !embedding.contains { $0.contains(address) }
    }

    /// The addresses that a host's name stands for; empty when nobody knows.
    static func addresses(of host: String) async -> [String] {
        await withCheckedContinuation { continuation in
            // The system's resolver blocks its thread.
            DispatchQueue.global().async { continuation.resume(returning: resolve(host)) }
        }
    }

    private static func resolve(_ host: String) -> [String] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var first: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &first) == 0 else { return [] }
        defer { freeaddrinfo(first) }
        var addresses: [String] = []
        var next = first
        while let entry = next, addresses.count < 64 {
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            let status = getnameinfo(
                entry.pointee.ai_addr, entry.pointee.ai_addrlen, &text, socklen_t(text.count), nil,
                0, NI_NUMERICHOST)
            // An address that cannot be read counts as one that is not public.
            let end = text.firstIndex(of: 0) ?? text.endIndex
            let name = String(decoding: text[..<end].map { UInt8(bitPattern: $0) }, as: UTF8.self)
            addresses.append(status == 0 ? String(name.prefix { $0 != "%" }) : "0.0.0.0")
            next = entry.pointee.ai_next
        }
        return addresses
    }

    private static let everything = networks(["0.0.0.0/0", "::/0"])
    private static let special = networks([
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    ])
    private static let global = networks(["2000::/3"])[0]
    private static let embedding = networks(["2001::/23", "2001:db8::/32", "2002::/16"])

    private static func networks(_ texts: [String]) -> [Network] {
        texts.compactMap { Network($0) }
    }
}
