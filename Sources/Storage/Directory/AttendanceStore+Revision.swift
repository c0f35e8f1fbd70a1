import Attendance

extension AttendanceStore {
    /// The revision of an organization's rulebook that is in force.
    public func rulebookRevision(
        of organization: OrganizationID
    ) async throws(StoreError) -> Int64 {
        let revision = try await reading { connection in
            try connection.row(
                """
                SELECT rulebook_revision
                FROM organization
                WHERE id = $1
                """, [.text(organization.text)])?.integer(0)
        }
        guard let revision else { throw .unknownOrganization }
        return revision
    }
}
