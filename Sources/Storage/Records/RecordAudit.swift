import Attendance
import Foundation
import Sealing
import Timekeeping

/// A record's row with everything that can be checked about it.
struct RecordAudit {
    /// All records of an organization, oldest first.
    static let sql = """
        SELECT \(RecordRow.columns), r.commitment, r.link, r.direction, r.occurred_at,
          r.verdict, r.counts, r.geofence, r.codes, r.position, r.place, r.origin
        FROM record r
        WHERE r.organization_id = $1
        ORDER BY r.sequence
        """

    let link: StoredLink
    private let row: RecordRow
    private let columns: SQLRow

    init(_ row: SQLRow) throws {
        self.row = try RecordRow(row)
        link = try StoredLink(row, place: 2, digests: 5)
        columns = row
    }

    /// Holds the payload against the link, and the columns against the payload.
    ///
    /// - Throws: `LedgerBreak`; nothing once the payload is erased.
    func check(in organization: OrganizationID, openedBy seal: any PayloadSeal) throws {
        let sequence = link.sequence
        do {
            guard let plain = try row.opened(by: seal, in: organization) else { return }
            guard Commitment.digest(link.commitment, fits: plain.bytes, salt: plain.salt) else {
                throw LedgerBreak.altered(.records, sequence: sequence)
            }
            let record = try row.record(from: plain.bytes)
            if let column = try differingColumn(record, organization, seal) {
                throw LedgerBreak.column(column, sequence: sequence)
            }
        } catch let found as LedgerBreak {
            throw found
        } catch {
            // Sealed bytes that do not open, or open to nonsense, were altered.
            throw LedgerBreak.altered(.records, sequence: sequence)
        }
    }

    private func differingColumn(
        _ record: Record, _ organization: OrganizationID, _ seal: any PayloadSeal
    ) throws -> String? {
        if row.id != record.id { return "id" }
        if row.member != record.member { return "member_id" }
        if try columns.text(7) != record.direction.rawValue { return "direction" }
        if try columns.integer(8) != record.occurredAt.milliseconds { return "occurred_at" }
        if try columns.text(9) != record.decision.verdict.rawValue { return "verdict" }
        if try (columns.integer(10) != 0) != record.counts { return "counts" }
        if try columns.optionalText(11) != record.decision.place.geofence?.text {
            return "geofence"
        }
        if try columns.text(12) != RecordCells.codes(of: record) { return "codes" }
        let place = RecordPlace(organization: organization, member: record.member, id: record.id)
        let position = try columns.optionalBytes(13).flatMap {
            try seal.open($0, in: place.position)
        }
        if position != record.position.map(PositionBytes.encode) { return "position" }
        // Records from before these columns leave them empty.
        if let place = try columns.optionalText(14),
            place != record.decision.place.outcome.rawValue
        {
            return "place"
        }
        if try columns.optionalText(15) != record.origin { return "origin" }
        return nil
    }
}
