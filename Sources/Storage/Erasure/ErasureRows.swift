import Attendance
import Timekeeping

/// One line of the ledger of erasures: that somebody was erased, not who.
public struct ErasureEntry: Hashable, Sendable {
    /// The organization's id.
    public let organization: String
    /// Counts an organization's erasures.
    public let number: Int64
    /// The keyed pseudonym by which the person would be known again.
    public let subject: [UInt8]
    /// When it was, in milliseconds since 1970.
    public let erasedAt: Int64

    /// What the line tells of, without its number, which may differ after a restore.
    var event: Event { Event(organization: organization, subject: subject, erasedAt: erasedAt) }

    /// One erasure.
    struct Event: Hashable {
        let organization: String
        let subject: [UInt8]
        let erasedAt: Int64
    }
}

/// The ledger of erasures as rows.
enum ErasureRows {
    /// Adds the next line of an organization.
    static func append(
        _ subject: [UInt8], in organization: OrganizationID, at now: Instant,
        on connection: any SQLConnection
    ) throws -> ErasureEntry {
        let newest = try connection.row(
            """
            SELECT number
            FROM erasure
            WHERE organization_id = $1
            ORDER BY number DESC
            LIMIT 1
            """, [.text(organization.text)])
        let entry = ErasureEntry(
            organization: organization.text, number: try (newest?.integer(0) ?? 0) + 1,
            subject: subject, erasedAt: now.milliseconds)
        try insert(entry, on: connection)
        return entry
    }

    static func insert(_ entry: ErasureEntry, on connection: any SQLConnection) throws {
        try connection.run(
            """
            INSERT INTO erasure (organization_id, number, subject, erased_at)
            VALUES ($1, $2, $3, $4)
            """,
            [
                .text(entry.organization), .integer(entry.number), .bytes(entry.subject),
                .integer(entry.erasedAt),
            ])
    }

    /// The lines of all organizations after one, in their order.
    static func page(
        after last: ErasureEntry?, limit: Int, in table: String = "erasure",
        on connection: any SQLConnection
    ) throws -> [ErasureEntry] {
        try connection.rows(
            """
            SELECT organization_id, number, subject, erased_at
            FROM \(table)
            WHERE (organization_id, number) > ($1, $2)
            ORDER BY organization_id, number
            LIMIT $3
            """,
            [
                .text(last?.organization ?? ""), .integer(last?.number ?? 0),
                .integer(Int64(limit)),
            ]
        ).map { row in
            ErasureEntry(
                organization: try row.text(0), number: try row.integer(1),
                subject: try row.bytes(2), erasedAt: try row.integer(3))
        }
    }

    /// All lines of a table; a few hundred bytes each.
    static func all(
        in table: String = "erasure", on connection: any SQLConnection
    ) throws -> [ErasureEntry] {
        var entries: [ErasureEntry] = []
        while true {
            let page = try page(after: entries.last, limit: 1_000, in: table, on: connection)
            entries += page
            if page.count < 1_000 { return entries }
        }
    }
}
