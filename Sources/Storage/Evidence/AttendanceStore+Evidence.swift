import Attendance
import Foundation
import Timekeeping

extension AttendanceStore {
    /// Rows that one write takes back.
    private static let sweptRows: Int64 = 500

    /// What is kept of a check-in's evidence; the access is entered in the log of changes first.
    ///
    /// - Returns: nil when nothing is kept, or no longer.
    /// - Throws: `unknownOrganization`, `unavailable`.
    public func evidence(
        of checkIn: UUID, in organization: OrganizationID, by caller: Caller
    ) async throws(StoreError) -> StoredEvidence? {
        let clock = options.clock
        let stored = try await unsealing(.snapshot) { connection, seal -> StoredEvidence? in
            guard let row = try RecordRow.find(checkIn, in: organization, on: connection) else {
                return nil
            }
            let place = RecordPlace(
                organization: organization, member: row.member, id: checkIn)
            return try EvidenceRows.find(place, at: clock(), openedBy: seal, on: connection)
        }
        guard let stored else { return nil }
        try await changing(organization) { _, _ in
            let note = AuditNote(
                "evidence.read", stored.member.text, detail: checkIn.column, by: caller)
            return ((), note)
        }
        return stored
    }

    /// What is kept of a member's check-ins, in the order of their ids.
    public func evidence(
        of member: MemberID, in organization: OrganizationID, after checkIn: UUID?, limit: Int
    ) async throws(StoreError) -> [StoredEvidence] {
        let (place, clock) = (
            MemberPlace(organization: organization, member: member), options.clock
        )
        return try await unsealing(.snapshot) { connection, seal in
            try EvidenceRows.list(
                of: place, after: checkIn, limit: limit, at: clock(), openedBy: seal,
                on: connection)
        }
    }

    /// Deletes evidence whose time is over, a part in each write; what is held stays.
    ///
    /// - Returns: How many check-ins' evidence went.
    /// - Throws: `unavailable`, `overloaded`.
    @discardableResult
    public func sweepEvidence(
        endedBy time: Instant, in organization: OrganizationID
    ) async throws(StoreError) -> Int {
        var count = 0
        while let last = try await oldestEvidence(endedBy: time, in: organization) {
            count += try await queue.write(in: organization.text) { connection in
                try connection.run(
                    """
                    DELETE FROM evidence AS t
                    WHERE t.organization_id = $1
                      AND t.expires_at <= $2
                      AND \(HoldRows.notHeld)
                    """, [.text(organization.text), .integer(last)])
            }
        }
        return count
    }

    /// The newest end among the oldest rows that have ended; nil when none has.
    private func oldestEvidence(
        endedBy time: Instant, in organization: OrganizationID
    ) async throws(StoreError) -> Int64? {
        try await reading { connection in
            try connection.rows(
                """
                SELECT t.expires_at
                FROM evidence t
                WHERE t.organization_id = $1
                  AND t.expires_at <= $2
                  AND \(HoldRows.notHeld)
                ORDER BY t.expires_at
                LIMIT $3
                """,
                [
                    .text(organization.text), .integer(time.milliseconds),
                    .integer(Self.sweptRows),
                ]
            ).last.map { try $0.integer(0) }
        }
    }
}
