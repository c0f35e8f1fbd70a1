import Attendance
import Synchronization

/// The regions that this server serves; organizations of others are answered 421 (RFC 9110 section 15.5.20).
struct Regions: Sendable {
    private let served: Set<String>
    private let organizations: any OrganizationStore
    private let known = RegionCache()

    /// - Parameter served: The regions by name; empty for all.
    init(_ served: Set<String>, organizations: any OrganizationStore) {
        self.served = served
        self.organizations = organizations
    }

    /// Lets pass what concerns an organization that is served here, declares no region, or does not exist.
    ///
    /// - Throws: `misdirected-region`, and ``StoreError``.
    func check(_ organization: OrganizationID) async throws {
        guard !served.isEmpty else { return }
        if let region = known.region(of: organization) { return try check(region) }
        guard let found = try await organizations.organization(organization) else { return }
        known.remember(found.region, of: organization)
        try check(found.region)
    }

    /// Lets a region pass that is served here; nil is every server's.
    ///
    /// - Throws: `misdirected-region`.
    func check(_ region: String?) throws(Problem) {
        guard !served.isEmpty, let region, !served.contains(region) else { return }
        throw Problem(.misdirected)
    }
}

/// The regions of organizations, which never change; at most 100,000.
private final class RegionCache: Sendable {
    private let regions = Mutex<[OrganizationID: String?]>([:])

    func region(of organization: OrganizationID) -> String?? {
        regions.withLock { $0[organization] }
    }

    func remember(_ region: String?, of organization: OrganizationID) {
        regions.withLock { regions in
            if regions.count >= 100_000 { regions.removeAll() }
            regions[organization] = .some(region)
        }
    }
}
