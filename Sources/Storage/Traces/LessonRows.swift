import Attendance
import Foundation
import Timekeeping

/// Lessons that wait for a review, as rows sealed under the member's key.
enum LessonRows {
    /// Bytes of an access point: hash, then strength.
    private static let stride = 16

    /// Keeps the lesson of a record.
    static func insert(
        _ cells: LessonCells, of record: RecordPlace, at now: Instant,
        on connection: any SQLConnection
    ) throws {
        try connection.run(
            """
            INSERT INTO pending_lesson (
              organization_id, member_id, record_id, geofence, made_at, sealed
            )
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            record.values + [
                .text(cells.place.text), .integer(now.milliseconds), .bytes(cells.sealed),
            ])
    }

    /// The lesson of a record; nil where none waits, or it cannot be opened any more.
    static func find(
        _ record: RecordPlace, openedBy seal: any PayloadSeal, on connection: any SQLConnection
    ) throws -> PendingLesson? {
        let row = try connection.row(
            """
            SELECT geofence, sealed
            FROM pending_lesson
            WHERE organization_id = $1
              AND member_id = $2
              AND record_id = $3
            """, record.values)
        guard let row, let place = GeofenceID(try row.text(0)),
            let bytes = try seal.open(try row.bytes(1), in: record.lesson)
        else { return nil }
        return PendingLesson(place: place, accessPoints: accessPoints(bytes))
    }

    /// Forgets the lesson of a record.
    static func remove(_ record: RecordPlace, on connection: any SQLConnection) throws {
        try connection.run(
            """
            DELETE FROM pending_lesson
            WHERE organization_id = $1
              AND member_id = $2
              AND record_id = $3
            """, record.values)
    }

    /// Forgets what a member's check-ins would teach.
    static func removeAll(of member: MemberPlace, on connection: any SQLConnection) throws {
        try connection.run(
            """
            DELETE FROM pending_lesson
            WHERE organization_id = $1
              AND member_id = $2
            """, member.values)
    }

    /// Forgets what would be taught of a place.
    static func removeAll(
        at place: String, in organization: OrganizationID, on connection: any SQLConnection
    ) throws {
        try connection.run(
            """
            DELETE FROM pending_lesson
            WHERE organization_id = $1
              AND geofence = $2
            """, [.text(organization.text), .text(place)])
    }

    /// The access points as they are sealed.
    static func bytes(of accessPoints: [Traces.AccessPoint]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(stride * accessPoints.count)
        for accessPoint in accessPoints {
            for word in [
                UInt64(bitPattern: accessPoint.trace), accessPoint.strength.bitPattern,
            ] {
                withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
            }
        }
        return bytes
    }

    private static func accessPoints(_ bytes: [UInt8]) -> [Traces.AccessPoint] {
        bytes.withUnsafeBytes { raw in
            func word(_ start: Int) -> UInt64 {
                UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: start, as: UInt64.self))
            }
            return (0..<raw.count / stride).map { index in
                Traces.AccessPoint(
                    trace: Int64(bitPattern: word(stride * index)),
                    strength: Double(bitPattern: word(stride * index + 8)))
            }
        }
    }
}

/// A lesson as the cells of its row, made before the writer's turn.
struct LessonCells: Sendable {
    let place: GeofenceID
    let sealed: [UInt8]

    init(
        _ lesson: PendingLesson, of record: RecordPlace, sealedBy seal: any PayloadSeal
    ) throws {
        place = lesson.place
        sealed = try seal.seal(LessonRows.bytes(of: lesson.accessPoints), in: record.lesson)
    }
}

extension RecordPlace {
    /// Where the record's lesson is sealed.
    var lesson: PayloadCell {
        PayloadCell(
            organization: organization, member: member, table: "pending_lesson",
            column: "sealed", row: row)
    }

    /// The place as the first values of a statement.
    fileprivate var values: [SQLValue] {
        [.text(organization.text), .text(member.text), .text(row)]
    }
}
