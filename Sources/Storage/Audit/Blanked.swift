import Attendance
import Sealing

/// Which links of a chain an erasure blanked.
struct BlankedLinks {
    private var sequences = CanonicalBytes(domain: "rollcall/blanked/1")
    private var count = 0
    /// The first of them.
    private(set) var first: UInt64 = 0

    /// Adds the next one, in ascending order.
    mutating func add(_ sequence: UInt64) {
        if count == 0 { first = sequence }
        count += 1
        sequences.append(sequence)
    }

    /// How many there are, and a digest of their numbers.
    var text: String { "\(count) \(Digest(of: sequences.bytes).hex)" }
}

/// What an erasure blanked of both chains, as the entry that tells of it commits to.
///
/// Without it whoever has the file could blank any entry or record and call it erased.
struct Blanked {
    /// Of the audit log.
    var entries = BlankedLinks()
    /// Of the records.
    var records = BlankedLinks()

    /// What the entry says.
    var detail: String { "\(earlierDetail), records \(records.text)" }

    /// Whether an entry that says this may have blanked it; entries of earlier versions say less.
    func isTold(by detail: String) -> Bool {
        detail.isEmpty || detail == earlierDetail || detail == self.detail
    }

    private var earlierDetail: String { "blanked \(entries.text)" }

    /// What an erasure left under its alias.
    static func under(
        _ alias: String, in organization: OrganizationID, on connection: any SQLConnection
    ) throws -> Blanked {
        var blanked = Blanked()
        try connection.forEach(
            """
            SELECT sequence
            FROM audit_entry
            WHERE organization_id = $1
              AND subject = $2
              AND salt = $3
            ORDER BY sequence
            """, [.text(organization.text), .text(alias), .bytes([])]
        ) { row in blanked.entries.add(UInt64(clamping: try row.integer(0))) }
        try connection.forEach(
            """
            SELECT sequence
            FROM record
            WHERE organization_id = $1
              AND member_id = $2
            ORDER BY sequence
            """, [.text(organization.text), .text(alias)]
        ) { row in blanked.records.add(UInt64(clamping: try row.integer(0))) }
        return blanked
    }
}
