import Attendance
import Timekeeping

extension AttendanceStore {
    /// Traces that one write takes back.
    private static let batch: Int64 = 500

    /// Forgets traces of evidence that were left before a time, a part in each write.
    ///
    /// - Throws: `unavailable`, `overloaded`.
    public func forgetTraces(
        before time: Instant, in organization: OrganizationID
    ) async throws(StoreError) {
        while let last = try await oldestTraces(before: time, in: organization) {
            _ = try await queue.write(in: organization.text) { connection in
                try connection.run(
                    """
                    DELETE FROM evidence_trace
                    WHERE organization_id = $1
                      AND sequence <= $2
                    """, [.text(organization.text), .integer(last)])
            }
        }
    }

    /// Forgets motions that ended before a time, a part in each write.
    ///
    /// - Throws: `unavailable`, `overloaded`.
    public func forgetMotions(
        before time: Instant, in organization: OrganizationID
    ) async throws(StoreError) {
        let batch = Self.batch
        while true {
            let old = try await reading { connection in
                try connection.rows(
                    """
                    SELECT t.member_id, t.slot
                    FROM motion_memory t
                    WHERE t.organization_id = $1
                      AND t.ended_at < $2
                      AND \(HoldRows.notHeld)
                    LIMIT $3
                    """,
                    [.text(organization.text), .integer(time.milliseconds), .integer(batch)]
                ).map { (member: try $0.text(0), slot: try $0.integer(1)) }
            }
            if old.isEmpty { return }
            _ = try await queue.write(in: organization.text) { connection in
                for row in old {
                    try connection.run(
                        """
                        DELETE FROM motion_memory
                        WHERE organization_id = $1
                          AND member_id = $2
                          AND slot = $3
                          AND ended_at < $4
                        """,
                        [
                            .text(organization.text), .text(row.member), .integer(row.slot),
                            .integer(time.milliseconds),
                        ])
                }
            }
        }
    }

    /// The newest record among the owners of the oldest traces, if it was received before a time.
    private func oldestTraces(
        before time: Instant, in organization: OrganizationID
    ) async throws(StoreError) -> Int64? {
        let batch = Self.batch
        return try await reading { connection in
            let rows = try connection.rows(
                """
                SELECT e.sequence, r.received_at
                FROM evidence_trace e
                JOIN record r
                  ON r.organization_id = e.organization_id
                  AND r.sequence = e.sequence
                WHERE e.organization_id = $1
                ORDER BY e.sequence
                LIMIT $2
                """, [.text(organization.text), .integer(batch)])
            return try rows.last { try $0.integer(1) < time.milliseconds }?.integer(0)
        }
    }
}
