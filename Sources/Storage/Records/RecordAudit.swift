import Attendance
import Foundation
import Sealing
import Timekeeping

/// A record's row with everything that can be checked about it.
struct RecordAudit {
    /// The columns that `init` reads, in its order.
    static let columns = """
        \(RecordRow.columns), r.commitment, r.link, r.direction, r.occurred_at,
          r.verdict, r.counts, r.geofence, r.codes, r.position, r.place, r.origin
        """
    static let columnCount = RecordRow.columnCount + 11

    /// All records of an organization, oldest first.
    static let sql = """
        SELECT \(columns)
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

    /// Whether there is no payload.
    var isBlank: Bool { row.payload == nil }

    /// Whose record it is, or the alias of nobody.
    var member: MemberID { row.member }

    /// Holds the payload against the link, and the columns against the payload.
    ///
    /// - Returns: Whether there is a payload; false once it is erased.
    /// - Throws: `LedgerBreak`.
    func check(in organization: OrganizationID, openedBy seal: any PayloadSeal) throws -> Bool {
        let sequence = link.sequence
        guard row.payload != nil else { return false }
        do {
            guard try provenBytes(in: organization, openedBy: seal) != nil else {
                // Whoever destroys a key takes away what it sealed as well.
                throw LedgerBreak.altered(.records, sequence: sequence)
            }
            return true
        } catch let found as LedgerBreak {
            throw found
        } catch {
            // Sealed bytes that do not open, or open to nonsense, were altered.
            throw LedgerBreak.altered(.records, sequence: sequence)
        }
    }

    /// The record, if its payload fits the link and its columns fit the payload.
    ///
    /// - Returns: nil once the payload is erased or its key destroyed.
    /// - Throws: `LedgerBreak`, `SealError`, or what makes bytes of a payload nonsense.
    func proven(
        in organization: OrganizationID, openedBy seal: any PayloadSeal
    ) throws -> Record? {
        try provenBytes(in: organization, openedBy: seal).map { try row.record(from: $0) }
    }

    /// Salt and bytes that the link commits to, once the columns fit them.
    private func provenBytes(
        in organization: OrganizationID, openedBy seal: any PayloadSeal
    ) throws -> [UInt8]? {
        guard let salted = try row.opened(by: seal, in: organization) else { return nil }
        guard Commitment.digest(link.commitment, fitsSalted: salted) else {
            throw LedgerBreak.altered(.records, sequence: link.sequence)
        }
        let outline = try RecordOutline(salted[Commitment.saltByteCount...])
        if let column = try differingColumn(outline, organization, seal) {
            throw LedgerBreak.column(column, sequence: link.sequence)
        }
        return salted
    }

    private func differingColumn(
        _ record: RecordOutline, _ organization: OrganizationID, _ seal: any PayloadSeal
    ) throws -> String? {
        if row.id != record.id { return "id" }
        if row.member.text != record.member { return "member_id" }
        if try columns.text(7) != record.direction { return "direction" }
        if try columns.integer(8) != record.occurredAt { return "occurred_at" }
        if try columns.text(9) != record.verdict.rawValue { return "verdict" }
        if try columns.integer(10) != (record.verdict <= .flagged ? 1 : 0) { return "counts" }
        if try columns.optionalText(11) != record.geofence { return "geofence" }
        if try columns.text(12) != record.codes { return "codes" }
        let place = row.place(in: organization)
        let position = try columns.optionalBytes(13).flatMap {
            try seal.open($0, in: place.position)
        }
        if position != record.position.map(PositionBytes.encode) { return "position" }
        // Records from before these columns leave them empty.
        if let outcome = try columns.optionalText(14), outcome != record.place { return "place" }
        if try columns.optionalText(15) != record.origin { return "origin" }
        return nil
    }
}
