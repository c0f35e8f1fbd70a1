import Attendance
import Foundation
import Timekeeping

/// Traces of evidence as rows: each stands once, for the record that left it.
enum TraceRows {
    /// Traces that one statement looks for.
    private static let sought = 32
    /// Earlier records' traces are not listed beyond this; three are proof enough.
    private static let listed = 8
    /// Rows that one statement writes, the largest part first.
    private static let parts = [16, 4, 2, 1]

    /// Those of a check-in's traces that stand already.
    static func recurrences(
        of checkIn: CheckIn, device: [UInt8]?, in organization: OrganizationID,
        on connection: any SQLConnection
    ) throws -> [Recurrence] {
        let traces = checkIn.traces.all.map(\.trace)
        // What the answered record left would otherwise hide what others left.
        let limit = checkIn.answers == nil ? listed : sought
        var found: [Recurrence] = []
        for start in stride(from: 0, to: traces.count, by: sought) {
            let part = traces[start..<min(start + sought, traces.count)]
            let count = part.count <= 2 ? 2 : sought
            let padding = repeatElement(part[start], count: count - part.count)
            try connection.forEach(
                findSQL(count),
                [.text(organization.text), SQLValue(device)]
                    + (Array(part) + padding).map(SQLValue.integer) + [.integer(Int64(limit))]
            ) { found.append(try recurrence($0)) }
            if checkIn.answers == nil, found.count >= listed { break }
        }
        return found
    }

    private static func findSQL(_ count: Int) -> String {
        """
        SELECT e.trace, r.id, r.sequence, r.member_id, r.verdict, r.occurred_at,
          (
            SELECT u.last_at
            FROM device_use u
            WHERE u.organization_id = $1
              AND u.device = $2
              AND u.member_id = r.member_id
          )
        FROM evidence_trace e
        JOIN record r ON r.organization_id = e.organization_id AND r.sequence = e.sequence
        WHERE e.organization_id = $1
          AND e.trace IN (\((3..<3 + count).map { "$\($0)" }.joined(separator: ", ")))
        LIMIT $\(3 + count)
        """
    }

    private static func recurrence(_ row: SQLRow) throws -> Recurrence {
        guard let id = UUID(column: try row.text(1)),
            let member = MemberID(try row.text(3)),
            let verdict = Verdict(rawValue: try row.text(4))
        else { throw EngineError(kind: .corrupt, message: "a record is malformed") }
        let occurredAt = try row.integer(5)
        return Recurrence(
            trace: try row.integer(0), record: id, sequence: try row.integer(2), member: member,
            verdict: verdict, occurredAt: Instant(milliseconds: occurredAt),
            sharesDevice: try row.optionalInteger(6).map { $0 >= occurredAt } ?? false)
    }

    /// Writes the traces of a record.
    ///
    /// A trace stays its first record's, but for coordinates, whose newest record counts, and for
    /// what the answered record left.
    ///
    /// - Parameter answered: The sequence of the challenged record that this one answers.
    /// - Returns: How many traces stay another record's.
    static func insert(
        _ traces: Traces, at sequence: Int64, answering answered: Int64?,
        in organization: OrganizationID, on connection: any SQLConnection
    ) throws -> Int {
        var rest = traces.all[...]
        var written = 0
        while let part = parts.first(where: { $0 <= rest.count }) {
            let rows = rest.prefix(part).flatMap { row -> [SQLValue] in
                [.integer(row.trace), .text(row.purpose.rawValue)]
            }
            written += try connection.run(
                insertSQL(part),
                [.text(organization.text), .integer(sequence)] + rows
                    + [.text(Purpose.location.rawValue), SQLValue(answered)])
            rest = rest.dropFirst(part)
        }
        return traces.all.count - written
    }

    private static func insertSQL(_ count: Int) -> String {
        let rows = (0..<count).map { "($1, $2, $\(3 + 2 * $0), $\(4 + 2 * $0))" }
        return """
            INSERT INTO evidence_trace (organization_id, sequence, trace, purpose)
            VALUES \(rows.joined(separator: ", "))
            ON CONFLICT (organization_id, trace)
            DO UPDATE SET sequence = excluded.sequence
            WHERE evidence_trace.purpose = $\(3 + 2 * count)
              OR evidence_trace.sequence = $\(4 + 2 * count)
            """
    }

    /// Takes the traces of a record back.
    static func remove(
        at sequence: Int64, in organization: OrganizationID, on connection: any SQLConnection
    ) throws {
        try connection.run(
            """
            DELETE FROM evidence_trace
            WHERE organization_id = $1
              AND sequence = $2
            """, [.text(organization.text), .integer(sequence)])
    }

    /// Takes back what a member's records left, of one purpose or of all.
    static func removeAll(
        of member: MemberPlace, purpose: Purpose?, on connection: any SQLConnection
    ) throws {
        let condition = purpose == nil ? "" : "\n  AND purpose = $3"
        try connection.run(
            """
            DELETE FROM evidence_trace
            WHERE organization_id = $1
              AND sequence IN (
                SELECT r.sequence
                FROM record r
                WHERE r.organization_id = $1
                  AND r.member_id = $2
              )\(condition)
            """, member.values + (purpose.map { [.text($0.rawValue)] } ?? []))
    }
}
