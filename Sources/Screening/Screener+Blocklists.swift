import Apps
import Attendance

extension Screener: Blocklists {
    /// The blocklist that check-ins are judged by now.
    public func blocklist(
        of organization: OrganizationID
    ) async throws(StoreError) -> (blocklist: Blocklist, mode: Policy.AppRule.Mode) {
        let revision = try await sources.rulebookRevision(of: organization)
        let rulebook = try await compiled(organization, revision: revision)
        return (rulebook.blocklist, rulebook.policy.apps.mode)
    }
}
