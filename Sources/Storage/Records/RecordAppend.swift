import Attendance
import Foundation
import Sealing
import Timekeeping

/// One record on its way into the ledger: all of it, or nothing.
struct RecordAppend: Sendable {
    let organization: OrganizationID
    let cells: RecordCells
    /// What must still hold; nil for what was trusted before it came.
    let basis: CaseFile.Basis?
    let device: [UInt8]?
    /// What stands for the challenge that it uses up.
    var challenge: [UInt8]?
    /// The codes of the face that it was judged by, and who remembers them.
    var face: (codes: FaceRecall.Codes, recall: FaceRecall)?
    /// Under which version of the member's key it is sealed; nil when that is beyond doubt.
    var keyVersion: UInt32?
    /// What its evidence leaves behind.
    var traces = Traces()
    /// What of that was known to stand already when it was judged.
    var recurrences: [Recurrence] = []
    /// What of others' check-ins it takes for granted.
    var contemporaries: Contemporaries?
    /// The sequence of the challenged record that it answers.
    var answered: Int64?
    /// How the phone moved, where that is kept.
    var motion: MotionCells?
    /// What is kept of its evidence.
    var evidence: EvidenceCells?
    /// What was learned of a place.
    var lesson: Draft.Lesson?
    /// What waits for a review to be learned.
    var pending: LessonCells?

    /// Where the record's sealed cells stand.
    var place: RecordPlace {
        RecordPlace(organization: organization, member: record.member, id: record.id)
    }

    var record: Record { cells.record }

    /// Writes the record if its basis holds and its id is new.
    func run(on connection: any SQLConnection, at now: Instant) throws -> Result {
        guard let state = try chainState(connection, at: now), try standsAlone(on: connection)
        else { return .outdated }
        let next = state.appending(cells.commitment, at: now)
        guard try leaveTraces(at: next.sequence, on: connection) else { return .outdated }
        guard try insert(next, on: connection) else {
            try TraceRows.remove(at: next.sequence, in: organization, on: connection)
            return .already(try earlier(connection))
        }
        if let challenge {
            // After the look for the id: an honest retry carries a used one.
            let place = MemberPlace(organization: organization, member: record.member)
            try ChallengeRows.consume(challenge, of: place, at: now, on: connection)
        }
        try connection.write(next, to: .record, of: organization)
        for code in record.decision.risk.codes {
            try insert(code, at: next.sequence, on: connection)
        }
        if let device { try noteUse(of: device, on: connection) }
        if let motion { try MotionRows.put(motion, of: place, on: connection) }
        if let evidence {
            try EvidenceRows.insert(evidence, of: place, at: next.recordedAt, on: connection)
        }
        if let lesson {
            try SurroundingsRows.put(
                lesson.surroundings, of: lesson.place, in: organization, on: connection)
        }
        if let pending {
            try LessonRows.insert(pending, of: place, at: next.recordedAt, on: connection)
        }
        if let face {
            try face.recall.keep(
                face.codes, of: record.id, in: organization, at: now, on: connection)
        }
        return .recorded(sequence: next.sequence, at: next.recordedAt)
    }

    /// - Returns: Whether no trace stands that the judgement did not know of: evidence that two
    ///   check-ins send at once is judged one after the other.
    private func leaveTraces(at sequence: Int64, on connection: any SQLConnection) throws -> Bool {
        let others = try TraceRows.insert(
            traces, at: sequence, answering: answered, in: organization, on: connection)
        guard others > 0, recurrences.isEmpty else { return true }
        try TraceRows.remove(at: sequence, in: organization, on: connection)
        return false
    }

    /// Where the chain stands; nil when the record's basis no longer holds.
    private func chainState(
        _ connection: any SQLConnection, at now: Instant
    ) throws -> ChainState? {
        let row = try connection.row(
            """
            SELECT h.sequence, h.recorded_at, h.digest, o.closed_at, o.rulebook_revision,
              COALESCE(m.closed_at, m.closes_at), m.consent_version,
              (
                SELECT k.version
                FROM sealing_key k
                WHERE k.organization_id = h.organization_id
                  AND k.member_id = $1
                  AND k.purpose = 'general'
                  AND k.wrapped IS NOT NULL
                ORDER BY k.version DESC
                LIMIT 1
              )
            FROM chain_head h
            JOIN organization o ON o.id = h.organization_id
            LEFT JOIN member m ON m.organization_id = h.organization_id AND m.id = $1
            WHERE h.organization_id = $2
              AND h.chain = $3
            """,
            [.text(record.member.text), .text(organization.text), .text(Chain.record.rawValue)])
        guard let row else { throw StoreError.unknownOrganization }
        if let basis {
            guard row.isNull(3), try row.integer(4) == basis.revision,
                try row.optionalInteger(5).map({ $0 > now.milliseconds }) ?? true,
                try row.optionalInteger(6) == basis.consentVersion
            else { return nil }
        } else if row.isNull(6) {
            throw StoreError.unknownMember(record.member)
        }
        if let keyVersion, try row.optionalInteger(7) != Int64(keyVersion) { return nil }
        return try ChainState(row, from: 0)
    }

    /// - Returns: Whether the id was new.
    private func insert(_ place: ChainState, on connection: any SQLConnection) throws -> Bool {
        try connection.run(
            """
            INSERT INTO record (
              organization_id, id, sequence, member_id, direction, occurred_at, received_at,
              verdict, counts, geofence, codes, position, payload, commitment, link, place, origin
            )
            VALUES (
              $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17
            )
            ON CONFLICT (organization_id, id) DO NOTHING
            """,
            [
                .text(organization.text), .text(record.id.column), .integer(place.sequence),
                .text(record.member.text), .text(record.direction.rawValue),
                .integer(record.occurredAt.milliseconds),
                .integer(place.recordedAt.milliseconds),
                .text(record.decision.verdict.rawValue), SQLValue(record.counts),
                SQLValue(record.decision.place.geofence?.text),
                .text(RecordCells.codes(of: record)), SQLValue(cells.position),
                .bytes(cells.payload), .bytes(cells.commitment.bytes),
                .bytes(place.head.digest.bytes), .text(record.decision.place.outcome.rawValue),
                SQLValue(record.origin),
            ]) == 1
    }

    private func insert(
        _ code: RiskCode, at sequence: Int64, on connection: any SQLConnection
    ) throws {
        try connection.run(
            """
            INSERT INTO record_code (organization_id, code, sequence)
            VALUES ($1, $2, $3)
            """, [.text(organization.text), .text(code.rawValue), .integer(sequence)])
    }

    /// Remembers who used the device when; only a record that counts makes it a known one.
    private func noteUse(of device: [UInt8], on connection: any SQLConnection) throws {
        let at = record.occurredAt.milliseconds
        try connection.run(
            """
            INSERT INTO device_use (organization_id, device, member_id, last_at, counted_at)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (organization_id, device, member_id)
            DO UPDATE SET
              last_at = CASE
                WHEN excluded.last_at > device_use.last_at THEN excluded.last_at
                ELSE device_use.last_at
              END,
              counted_at = COALESCE(excluded.counted_at, device_use.counted_at)
            """,
            [
                .text(organization.text), .bytes(device), .text(record.member.text), .integer(at),
                record.counts ? .integer(at) : .null,
            ])
    }

    private func earlier(_ connection: any SQLConnection) throws -> RecordRow {
        guard let row = try RecordRow.find(record.id, in: organization, on: connection) else {
            throw EngineError(kind: .other, message: "a record's id is taken and not taken")
        }
        return row
    }

    /// What became of it.
    enum Result: Sendable {
        case recorded(sequence: Int64, at: Instant)
        case already(RecordRow)
        case outdated
    }
}

extension RecordRow {
    static func find(
        _ id: UUID, in organization: OrganizationID, on connection: any SQLConnection
    ) throws -> RecordRow? {
        try connection.row(
            """
            SELECT \(columns)
            FROM record r
            WHERE r.organization_id = $1
              AND r.id = $2
            """, [.text(organization.text), .text(id.column)]
        ).map { try RecordRow($0) }
    }
}
