import Attendance
import Foundation
import Sealing
import Timekeeping

/// A record's row, its payload still sealed.
struct RecordRow: Sendable {
    /// The columns that `init` reads, in its order.
    static let columns = "r.id, r.member_id, r.sequence, r.received_at, r.payload"
    static let columnCount = 5

    let id: UUID
    let member: MemberID
    let sequence: Int64
    let receivedAt: Instant
    /// nil once it is erased.
    let payload: [UInt8]?

    init(_ row: SQLRow, from column: Int = 0) throws {
        guard let id = UUID(column: try row.text(column)),
            let member = MemberID(try row.text(column + 1))
        else { throw EngineError(kind: .corrupt, message: "a record's ids are malformed") }
        self.id = id
        self.member = member
        sequence = try row.integer(column + 2)
        receivedAt = Instant(milliseconds: try row.integer(column + 3))
        payload = try row.optionalBytes(column + 4)
    }

    /// The salt and the bytes that the chain commits to.
    ///
    /// - Returns: nil once the payload is erased or its key destroyed.
    func opened(
        by seal: any PayloadSeal, in organization: OrganizationID
    ) throws -> (salt: [UInt8], bytes: [UInt8])? {
        let place = RecordPlace(organization: organization, member: member, id: id)
        guard let payload, let plain = try seal.open(payload, in: place.payload) else {
            return nil
        }
        guard plain.count > Commitment.saltByteCount else {
            throw EngineError(kind: .corrupt, message: "a payload is too short")
        }
        return (
            Array(plain.prefix(Commitment.saltByteCount)),
            Array(plain.dropFirst(Commitment.saltByteCount))
        )
    }

    /// The record.
    ///
    /// - Returns: nil once the payload is erased or its key destroyed.
    func record(
        openedBy seal: any PayloadSeal, in organization: OrganizationID
    ) throws -> Record? {
        try opened(by: seal, in: organization).map { try record(from: $0.bytes) }
    }

    /// The record that opened bytes tell, put in its place in the ledger.
    func record(from bytes: [UInt8]) throws -> Record {
        var record = try JSONBytes.decode(Record.self, bytes)
        record.sequence = sequence
        record.receivedAt = receivedAt
        return record
    }
}
