import Attendance
import HTTPTypes
import Sealing
import Synchronization
import Timekeeping

/// Tells who speaks from the token that a request carries.
struct Authenticator: Sendable {
    private let organizations: any OrganizationStore
    private let digests: AuthenticationKey
    private let operatorDigest: Digest
    private let tokens: TokenVerifier
    private let known = KeyCache()

    /// An authenticator that finds keys by the keyed digest of their secrets.
    ///
    /// - Parameters:
    ///   - organizations: Where keys are kept.
    ///   - tokens: Who looks at what is no key.
    ///   - digests: The server's key of token digests.
    ///   - operatorKey: The operator's token; only its digest is kept.
    init(
        organizations: any OrganizationStore, tokens: TokenVerifier,
        digests: AuthenticationKey, operatorKey: String
    ) {
        self.organizations = organizations
        self.tokens = tokens
        self.digests = digests
        operatorDigest = digests.code(for: Array(operatorKey.utf8))
    }

    /// The caller behind a request; nil without a valid token.
    ///
    /// - Parameter organization: The organization in the path, if there is one.
    /// - Throws: ``StoreError`` when keys cannot be read.
    func caller(
        of head: HTTPRequest, for organization: OrganizationID?, at now: Instant
    ) async throws -> Caller? {
        guard let token = Self.token(in: head) else { return nil }
        let digest = digests.code(for: Array(token.utf8))
        if digest == operatorDigest { return Caller(role: .operator, organization: nil) }
        guard token.hasPrefix("rk_") else {
            return try await tokens.caller(token, digest: digest, at: organization, now: now)
        }
        guard let (organization, key) = try await key(digest), key.isValid(at: now) else {
            return nil
        }
        return Caller(
            role: key.role, organization: organization, key: key.id, geofences: key.geofences)
    }

    /// What the store is given to find a token by.
    func digest(of token: String) -> [UInt8] { digests.code(for: Array(token.utf8)).bytes }

    /// Forgets what was remembered of an organization's keys and tokens, because one may have ended.
    func forget(_ organization: OrganizationID) {
        known.forget(organization)
        tokens.forget(organization)
    }

    private func key(_ digest: Digest) async throws -> (OrganizationID, APIKey)? {
        if let entry = known[digest] { return entry }
        let generation = known.generation
        guard let entry = try await organizations.key(digest: digest.bytes) else { return nil }
        known.remember(entry, for: digest, since: generation)
        return entry
    }

    private static func token(in head: HTTPRequest) -> Substring? {
        guard let header = head.headerFields[.authorization], header.utf8.count <= 8_192 else {
            return nil
        }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return parts[1]
    }
}

/// Keys that were looked up before; at most 10,000, and none that was revoked since.
///
/// One process alone writes an embedded store, so that a revocation always passes here.
final class KeyCache: Sendable {
    private let state = Mutex(State())

    /// The key of a digest, if it was looked up before.
    subscript(digest: Digest) -> (OrganizationID, APIKey)? {
        state.withLock { $0.keys[digest] }
    }

    /// Counts the times that something was forgotten.
    var generation: Int { state.withLock { $0.generation } }

    /// Keeps a key, unless something was forgotten after it was looked up.
    func remember(_ entry: (OrganizationID, APIKey), for digest: Digest, since generation: Int) {
        state.withLock { state in
            guard state.generation == generation else { return }
            if state.keys.count >= 10_000 { state.keys.removeAll(keepingCapacity: true) }
            state.keys[digest] = entry
        }
    }

    /// Forgets every key of an organization.
    func forget(_ organization: OrganizationID) {
        state.withLock { state in
            state.generation += 1
            state.keys = state.keys.filter { $0.value.0 != organization }
        }
    }

    private struct State {
        var keys: [Digest: (OrganizationID, APIKey)] = [:]
        var generation = 0
    }
}
