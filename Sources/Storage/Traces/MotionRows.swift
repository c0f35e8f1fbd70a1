import Attendance
import Foundation
import Sealing
import Timekeeping

/// How members' phones moved lately, sealed under each member's own key.
enum MotionRows {
    /// Other members' motions that one check-in is compared with.
    private static let companions: Int64 = 4

    /// A member's motions.
    static func motions(
        of member: MemberPlace, limit: Int, openedBy seal: any PayloadSeal,
        on connection: any SQLConnection
    ) throws -> [EarlierMotion] {
        try connection.rows(
            """
            SELECT m.member_id, m.record_id, m.ended_at, m.sealed, m.slot, r.verdict
            FROM motion_memory m
            JOIN record r ON r.organization_id = m.organization_id AND r.id = m.record_id
            WHERE m.organization_id = $1
              AND m.member_id = $2
            ORDER BY m.slot
            LIMIT $3
            """, member.values + [.integer(Int64(limit))]
        ).compactMap { try motion($0, in: member.organization, openedBy: seal) }
    }

    /// Motions of others at the same time, near the same place.
    static func companions(
        of member: MemberPlace, during movement: Traces.Movement,
        openedBy seal: any PayloadSeal, on connection: any SQLConnection
    ) throws -> [EarlierMotion] {
        guard !movement.nearby.isEmpty else { return [] }
        let nearest = Traces.Movement.cells
        let cells = movement.nearby.prefix(nearest)
        let padded = cells + repeatElement(cells[0], count: nearest - cells.count)
        return try connection.rows(
            """
            SELECT m.member_id, m.record_id, m.ended_at, m.sealed, m.slot, r.verdict
            FROM motion_memory m
            JOIN record r ON r.organization_id = m.organization_id AND r.id = m.record_id
            WHERE m.organization_id = $1
              AND m.cell IN ($2, $3, $4, $5)
              AND m.ended_at >= $6
              AND m.ended_at <= $7
              AND m.member_id <> $8
            LIMIT $9
            """,
            [.text(member.organization.text)] + padded.map(SQLValue.integer) + [
                .integer(movement.startedAt.milliseconds + Traces.Movement.overlap),
                .integer(movement.endedAt.milliseconds + Traces.Movement.reach),
                .text(member.member.text), .integer(companions),
            ]
        ).compactMap { try motion($0, in: member.organization, openedBy: seal) }
    }

    private static func motion(
        _ row: SQLRow, in organization: OrganizationID, openedBy seal: any PayloadSeal
    ) throws -> EarlierMotion? {
        guard let member = MemberID(try row.text(0)), let id = UUID(column: try row.text(1)),
            let verdict = Verdict(rawValue: try row.text(5))
        else { throw EngineError(kind: .corrupt, message: "a motion is malformed") }
        let place = RecordPlace(organization: organization, member: member, id: id)
        let sealed = try row.bytes(3)
        let opened: [UInt8]?
        // The seal tells of an altered one; the others are compared all the same.
        do { opened = try seal.open(sealed, in: place.motion) } catch is SealError { return nil }
        guard let bytes = opened else { return nil }
        var memory = MotionMemory(
            bytes: bytes, endedAt: Instant(milliseconds: try row.integer(2)))
        memory.slot = Int(clamping: try row.integer(4))
        return EarlierMotion(memory: memory, record: id, verdict: verdict)
    }

    /// Keeps a motion in its slot, in place of what was there.
    static func put(
        _ cells: MotionCells, of record: RecordPlace, on connection: any SQLConnection
    ) throws {
        try connection.run(
            """
            INSERT INTO motion_memory (
              organization_id, member_id, slot, record_id, cell, ended_at, sealed
            )
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (organization_id, member_id, slot)
            DO UPDATE SET
              record_id = excluded.record_id, cell = excluded.cell,
              ended_at = excluded.ended_at, sealed = excluded.sealed
            """,
            [
                .text(record.organization.text), .text(record.member.text),
                .integer(Int64(cells.memory.slot)), .text(record.row),
                SQLValue(cells.cell), .integer(cells.memory.endedAt.milliseconds),
                .bytes(cells.sealed),
            ])
    }

    /// Forgets how a member moved.
    static func removeAll(of member: MemberPlace, on connection: any SQLConnection) throws {
        try connection.run(
            """
            DELETE FROM motion_memory
            WHERE organization_id = $1
              AND member_id = $2
            """, member.values)
    }

    /// Forgets what an organization no longer wants to keep of each member.
    static func keep(
        _ count: Int, in organization: OrganizationID, on connection: any SQLConnection
    ) throws {
        try connection.run(
            """
            DELETE FROM motion_memory
            WHERE organization_id = $1
              AND slot >= $2
            """, [.text(organization.text), .integer(Int64(count))])
    }
}

/// A motion as the cells of its row, made before the writer's turn.
struct MotionCells: Sendable {
    let memory: MotionMemory
    let cell: Int64?
    let sealed: [UInt8]

    init(
        _ memory: MotionMemory, in cell: Int64?, of record: RecordPlace,
        sealedBy seal: any PayloadSeal
    ) throws {
        self.memory = memory
        self.cell = cell
        sealed = try seal.seal(memory.bytes, in: record.motion)
    }
}

extension RecordPlace {
    /// Where the record's motion is sealed.
    var motion: PayloadCell {
        PayloadCell(
            organization: organization, member: member, table: "motion_memory",
            column: "sealed", row: row)
    }
}
