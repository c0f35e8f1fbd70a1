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
