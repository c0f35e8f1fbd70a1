import Attendance
import Foundation
import Sealing
import Timekeeping

/// A record as the cells of its row, made before the writer's turn.
///
/// The row's salt is sealed together with the record, so that whoever destroys the member's key
/// leaves nothing to try guesses against; the chain verifies all the same.
struct RecordCells: Sendable {
    let record: Record
    let payload: [UInt8]
    let position: [UInt8]?
    let commitment: Digest

    init(
        _ record: Record, in organization: OrganizationID, sealedBy seal: any PayloadSeal
    ) throws {
        // Sequence and time of receipt are columns bound by the link itself.
        var plain = record
        plain.sequence = 0
        plain.receivedAt = Instant(milliseconds: 0)
        let bytes = RecordBytes.encode(plain)
        let commitment = try Commitment(to: bytes)
        self.record = record
        self.commitment = commitment.digest
        let place = RecordPlace(organization: organization, member: record.member, id: record.id)
        payload = try seal.seal(commitment.salt + bytes, in: place.payload)
        position = try record.position.map {
            try seal.seal(PositionBytes.encode($0), in: place.position)
        }
    }

    /// The codes as one column holds them.
    static func codes(of record: Record) -> String {
        record.decision.risk.codes.map(\.rawValue).joined(separator: " ")
    }
}

/// Where a record's sealed cells stand.
struct RecordPlace: Sendable {
    let organization: OrganizationID
    let member: MemberID
    /// The record's id as columns hold it.
    let row: String

    init(organization: OrganizationID, member: MemberID, row: String) {
        self.organization = organization
        self.member = member
        self.row = row
    }

    init(organization: OrganizationID, member: MemberID, id: UUID) {
        self.init(organization: organization, member: member, row: id.column)
    }

    var payload: PayloadCell { cell("payload") }
    var position: PayloadCell { cell("position") }

    private func cell(_ column: String) -> PayloadCell {
        PayloadCell(
            organization: organization, member: member, table: "record", column: column, row: row)
    }
}

/// A position as 16 or 24 bytes: latitude, longitude and, if known, accuracy, little-endian.
enum PositionBytes {
    static func encode(_ position: Record.Position) -> [UInt8] {
        let values =
            [position.latitude, position.longitude] + (position.accuracy.map { [$0] } ?? [])
        return values.flatMap { value in
            withUnsafeBytes(of: value.bitPattern.littleEndian) { [UInt8]($0) }
        }
    }

    static func decode(_ bytes: [UInt8]) throws(EngineError) -> Record.Position {
        guard bytes.count == 16 || bytes.count == 24 else {
            throw EngineError(kind: .corrupt, message: "a position is malformed")
        }
        let values = stride(from: 0, to: bytes.count, by: 8).map { start in
            Double(
                bitPattern: bytes[start..<start + 8].reversed().reduce(0) {
                    $0 << 8 | UInt64($1)
                })
        }
        return Record.Position(
            latitude: values[0], longitude: values[1],
            accuracy: values.count == 3 ? values[2] : nil)
    }
}
