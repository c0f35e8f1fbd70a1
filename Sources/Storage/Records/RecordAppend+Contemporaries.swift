import Attendance
import Timekeeping

extension RecordAppend {
    /// Whether nobody used the device, and nobody was at the very coordinates, since the case file
    /// was read: of two members whose check-ins come at once, one is judged knowing of the other's.
    func standsAlone(on connection: any SQLConnection) throws -> Bool {
        if let device, let hours = contemporaries?.deviceHours {
            let since =
                record.occurredAt.milliseconds - Policy.sharingWindowMilliseconds(hours: hours)
            guard try !othersUse(device, since: since, on: connection) else { return false }
        }
        guard let trace = contemporaries?.coordinates, traces.coordinates == trace else {
            return true
        }
        return try !isKnown(trace, on: connection)
    }

    private func othersUse(
        _ device: [UInt8], since: Int64, on connection: any SQLConnection
    ) throws -> Bool {
        try connection.row(
            """
            SELECT 1
            FROM device_use
            WHERE organization_id = $1
              AND device = $2
              AND member_id <> $3
              AND last_at >= $4
            LIMIT 1
            """,
            [
                .text(organization.text), .bytes(device), .text(record.member.text),
                .integer(since),
            ]) != nil
    }

    private func isKnown(_ trace: Int64, on connection: any SQLConnection) throws -> Bool {
        // As the case file finds it: a trace without a record is nobody's.
        try connection.row(
            """
            SELECT 1
            FROM evidence_trace e
            JOIN record r ON r.organization_id = e.organization_id AND r.sequence = e.sequence
            WHERE e.organization_id = $1
              AND e.trace = $2
            LIMIT 1
            """, [.text(organization.text), .integer(trace)]) != nil
    }
}
