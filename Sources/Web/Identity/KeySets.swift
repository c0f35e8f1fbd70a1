import Attendance
import JSON
import Sealing
import Synchronization
import Timekeeping

/// Where the keys of identity providers are fetched.
public protocol KeySetSource: Sendable {
    /// Why an address may never be fetched, in English; nil for one that may be tried.
    func objection(to address: String) -> String?

    /// The document at an address; at most 256 KiB, within a few seconds, without redirects.
    func keySet(at address: String) async throws -> [UInt8]
}

/// Fetches nothing: keys must be given.
struct NoKeySets: KeySetSource {
    func objection(to address: String) -> String? { "keys are not fetched here" }

    func keySet(at address: String) async throws -> [UInt8] { throw Problem(.unavailable) }
}

/// The keys of identity providers, compiled and, where they are fetched, remembered.
///
/// Fetched keys are asked for again every ten minutes, and at once when a token names a key that is not among them —
/// at most five times and then once a minute. While the issuer does not answer, the keys that were fetched last are
/// used for a day.
final class KeySets: Sendable {
    private let source: any KeySetSource
    private let shelf = Mutex<[OrganizationID: Entry]>([:])
    private let attempts = TokenBuckets(rate: 1.0 / 60, burst: 5)
    private static let mostOrganizations = 10_000

    init(_ source: any KeySetSource) { self.source = source }

    /// The keys of an organization's provider that a token may have been signed with.
    func keys(
        of provider: Stored<IdentityProvider>, in organization: OrganizationID,
        for token: CompactToken, at now: Instant
    ) async -> [VerificationKey] {
        guard let address = provider.value.keysURL else {
            return compiled(provider, in: organization, at: now)
        }
        let kept = entry(of: organization, version: provider.version)
        if let kept, kept.age(at: now) < TokenLimits.freshMilliseconds,
            kept.keys.key(for: token) != nil
        {
            return kept.keys
        }
        if let task = task(
            for: address, of: organization, version: provider.version, at: now),
            await task.value
        {
            return entry(of: organization, version: provider.version)?.keys ?? []
        }
        guard let kept, kept.age(at: now) < TokenLimits.outageMilliseconds else { return [] }
        return kept.keys
    }

    private func compiled(
        _ provider: Stored<IdentityProvider>, in organization: OrganizationID, at now: Instant
    ) -> [VerificationKey] {
        if let kept = entry(of: organization, version: provider.version) { return kept.keys }
        let keys = Self.usable(provider.value.keys)
        keep(Entry(version: provider.version, keys: keys, fetchedAt: now), of: organization)
        return keys
    }

    private func entry(of organization: OrganizationID, version: Int64) -> Entry? {
        shelf.withLock { shelf in
            guard let entry = shelf[organization], entry.version == version,
                entry.fetchedAt != nil
            else { return nil }
            return entry
        }
    }

    private func keep(_ entry: Entry, of organization: OrganizationID) {
        shelf.withLock { shelf in
            if shelf.count >= Self.mostOrganizations { shelf.removeAll() }
            shelf[organization] = entry
        }
    }

    /// The fetch that is under way, or a new one if it may be made; its value says whether keys came.
    private func task(
        for address: String, of organization: OrganizationID, version: Int64, at now: Instant
    ) -> Task<Bool, Never>? {
        shelf.withLock { shelf in
            var entry = shelf[organization] ?? Entry(version: version)
            if entry.version != version { entry = Entry(version: version) }
            if let task = entry.task { return task }
            let name = "\(organization.text):\(version)"
            guard attempts.take(from: name, at: now) == nil else { return nil }
            // A task of its own, because the first who asked may go while others wait.
            let task = Task {
                await self.fetch(address, of: organization, version: version, at: now)
            }
            entry.task = task
            shelf[organization] = entry
            return task
        }
    }

    private func fetch(
        _ address: String, of organization: OrganizationID, version: Int64, at now: Instant
    ) async -> Bool {
        var keys: [VerificationKey] = []
        do {
            let bytes = try await source.keySet(at: address)
            keys = Self.usable(try IdentityWire.fetchedKeys(bytes))
        } catch {
            // An issuer that does not answer, or with nonsense, leaves the keys as they were.
            keys = []
        }
        return shelf.withLock { shelf in
            guard var entry = shelf[organization], entry.version == version else { return false }
            entry.task = nil
            if !keys.isEmpty {
                entry.keys = keys
                entry.fetchedAt = now
            }
            shelf[organization] = entry
            return !keys.isEmpty
        }
    }

    private static func usable(_ keys: [TokenKey]) -> [VerificationKey] {
        keys.compactMap { key in
            do throws(SealError) { return try VerificationKey(key) } catch { return nil }
        }
    }

    private struct Entry {
        /// Of the provider's document.
        let version: Int64
        var keys: [VerificationKey] = []
        var fetchedAt: Instant?
        var task: Task<Bool, Never>?

        func age(at now: Instant) -> Int64 {
            fetchedAt.map { now.milliseconds(since: $0) } ?? .max
        }
    }
}
