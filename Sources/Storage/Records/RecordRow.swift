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
    /// The id as the row has it.
    private let text: String
    let member: MemberID
    let sequence: Int64
    let receivedAt: Instant
    /// nil once it is erased.
    let payload: [UInt8]?

    init(_ row: SQLRow, from column: Int = 0) throws {
        text = try row.text(column)
        guard let id = UUID(column: text),
            let member = MemberID(try row.text(column + 1))
        else { throw EngineError(kind: .corrupt, message: "a record's ids are malformed") }
        self.id = id
        self.member = member
        sequence = try row.integer(column + 2)
        receivedAt = Instant(milliseconds: try row.integer(column + 3))
        payload = try row.optionalBytes(column + 4)
    }

    /// Where the row's sealed cells stand.
    func place(in organization: OrganizationID) -> RecordPlace {
        RecordPlace(organization: organization, member: member, row: text)
    }

    /// What the chain commits to: the salt, then the record's bytes.
    ///
    /// - Returns: nil once the payload is erased or its key destroyed.
    func opened(
        by seal: any PayloadSeal, in organization: OrganizationID
    ) throws -> [UInt8]? {
        let place = place(in: organization)
        guard let payload, let salted = try seal.open(payload, in: place.payload) else {
            return nil
        }
        guard salted.count > Commitment.saltByteCount else {
            throw EngineError(kind: .corrupt, message: "a payload is too short")
        }
        return salted
    }

    /// The record.
    ///
    /// - Returns: nil once the payload is erased or its key destroyed.
    func record(
        openedBy seal: any PayloadSeal, in organization: OrganizationID
    ) throws -> Record? {
        try opened(by: seal, in: organization).map(record(from:))
    }

    /// The record that opened bytes tell, put in its place in the ledger.
    func record(from salted: [UInt8]) throws -> Record {
        let bytes = salted[Commitment.saltByteCount...]
        var record = try JSONBytes.decode(Record.self, bytes)
        record.sequence = sequence
        record.receivedAt = receivedAt
        return record
    }
}
