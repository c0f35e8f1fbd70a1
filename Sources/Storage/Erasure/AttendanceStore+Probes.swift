import Attendance
import Timekeeping

extension AttendanceStore {
    /// Forgets the faces of check-ins that are older than a repeat is looked for, and challenges that
    /// have ended.
    ///
    /// Every check-in with a face, and every challenge, does so for its organization already; this is
    /// for those that send none any more.
    ///
    /// - Returns: How many digests went.
    /// - Throws: `unknownOrganization`.
    @discardableResult
    public func forgetFaces(in organization: OrganizationID) async throws(StoreError) -> Int {
        try await changing(organization) { connection, now in
            let gone = try connection.run(
                """
                DELETE FROM face_probe
                WHERE organization_id = $1
                  AND seen_at < $2
                """,
                [.text(organization.text), .integer(now.milliseconds - FaceRecall.retention)])
            try ChallengeRows.sweep(organization, at: now, on: connection)
            return (gone, nil)
        }
    }
}
