import Attendance
import Sealing

/// Which entries of an audit log an erasure blanked, as the entry that tells of it commits to.
///
/// Without it whoever has the file could blank any entry and call it erased.
struct BlankedEntries {
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

    /// What the entry says: how many there are, and a digest of their numbers.
    var detail: String { "blanked \(count) \(Digest(of: sequences.bytes).hex)" }

    /// Those that an erasure left under its alias.
    static func under(
        _ alias: String, in organization: OrganizationID, on connection: any SQLConnection
    ) throws -> BlankedEntries {
        var blanked = BlankedEntries()
        try connection.forEach(
            """
            SELECT sequence
            FROM audit_entry
            WHERE organization_id = $1
              AND subject = $2
              AND salt = $3
            ORDER BY sequence
            """, [.text(organization.text), .text(alias), .bytes([])]
        ) { row in blanked.add(UInt64(clamping: try row.integer(0))) }
        return blanked
    }
}
