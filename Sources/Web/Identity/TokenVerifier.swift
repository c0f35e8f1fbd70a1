import Attendance
import Sealing
import Synchronization
import Timekeeping

/// Tells for which member a token of an organization's identity provider speaks.
struct TokenVerifier: Sendable {
    private let store: any DocumentStore & MemberStore & IssuerDirectory
    private let keySets: KeySets
    private let cache = TokenCache()

    init(
        store: any DocumentStore & MemberStore & IssuerDirectory, source: any KeySetSource
    ) {
        self.store = store
        keySets = KeySets(source)
    }

    /// The member that a token speaks for; nil for a token that nobody vouches for.
    ///
    /// - Parameters:
    ///   - digest: The token's keyed digest, under which it is remembered.
    ///   - organization: The organization that is asked first; another that takes the token is the caller's all
    ///     the same, so that it is told apart from no token at all.
    /// - Throws: ``StoreError`` when members cannot be read.
    func caller(
        _ text: Substring, digest: Digest, at organization: OrganizationID?, now: Instant
    ) async throws -> Caller? {
        if let caller = cache.caller(digest, at: organization, now: now) { return caller }
        guard let token = CompactToken(text) else { return nil }
        let generation = cache.generation
        var candidates = try await store.organizations(
            trusting: token.claims.issuer, limit: TokenLimits.organizations)
        if let organization {
            candidates = [organization] + candidates.filter { $0 != organization }
        }
        for candidate in candidates {
            guard let caller = try await caller(token, in: candidate, now: now) else { continue }
            let end = Self.end(of: token.claims, at: now)
            cache.remember(caller, for: digest, until: end, since: generation)
            return caller
        }
        return nil
    }

    /// Forgets what was remembered of an organization's tokens.
    func forget(_ organization: OrganizationID) { cache.forget(organization) }

    private func caller(
        _ token: CompactToken, in organization: OrganizationID, now: Instant
    ) async throws -> Caller? {
        let stored = try await store.document(
            IdentityProvider.self, id: IdentityProvider.id, in: organization)
        guard let provider = stored,
            token.claims.hold(for: provider.value, at: Double(now.milliseconds) / 1_000)
        else { return nil }
        let keys = await keySets.keys(of: provider, in: organization, for: token, at: now)
        guard let key = keys.key(for: token), key.verifies(token) else { return nil }
        guard try await store.member(token.claims.member, in: organization) != nil else {
            return nil
        }
        return Caller(
            role: .member, organization: organization, member: token.claims.member)
    }

    private static func end(of claims: TokenClaims, at now: Instant) -> Instant {
        let end = (claims.expiresAt + TokenLimits.skewSeconds) * 1_000
        let latest = now.advanced(byMilliseconds: TokenLimits.rememberedMilliseconds)
        guard let milliseconds = Int64(exactly: end.rounded(.down)) else { return now }
        return min(latest, Instant(milliseconds: milliseconds))
    }
}

/// Tokens that were verified before; at most 10,000, each for a minute at most and never beyond its own end.
final class TokenCache: Sendable {
    private let state = Mutex(State())
    private static let capacity = 10_000

    /// The caller behind a token that was verified lately for the organization.
    func caller(_ digest: Digest, at organization: OrganizationID?, now: Instant) -> Caller? {
        state.withLock { state in
            guard let entry = state.entries[digest], now < entry.until,
                organization == nil || entry.caller.organization == organization
            else { return nil }
            return entry.caller
        }
    }

    /// Counts the times that something was forgotten.
    var generation: Int { state.withLock { $0.generation } }

    /// Keeps a caller, unless something was forgotten after its token was looked at.
    func remember(
        _ caller: Caller, for digest: Digest, until end: Instant, since generation: Int
    ) {
        state.withLock { state in
            guard state.generation == generation else { return }
            if state.entries.count >= Self.capacity {
                state.entries.removeAll(keepingCapacity: true)
            }
            state.entries[digest] = Entry(caller: caller, until: end)
        }
    }

    /// Forgets every token of an organization.
    func forget(_ organization: OrganizationID) {
        state.withLock { state in
            state.generation += 1
            state.entries = state.entries.filter { $0.value.caller.organization != organization }
        }
    }

    private struct State {
        var entries: [Digest: Entry] = [:]
        var generation = 0
    }

    private struct Entry {
        let caller: Caller
        let until: Instant
    }
}
