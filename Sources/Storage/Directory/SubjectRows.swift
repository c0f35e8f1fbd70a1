import Attendance
import Timekeeping

/// Whom documents speak of, as rows.
enum SubjectRows {
    /// Says whom a document speaks of; nil for nobody in particular.
    static func put(
        _ subject: DocumentSubject?, of name: DocumentName, on connection: any SQLConnection
    ) throws {
        guard let subject else { return }
        try connection.run(
            """
            INSERT INTO document_subject (
              organization_id, kind, id, member_id, from_day, to_day
            )
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (organization_id, kind, id)
            DO UPDATE SET
              member_id = excluded.member_id,
              from_day = excluded.from_day,
              to_day = excluded.to_day
            """,
            name.values + [
                .text(subject.member.text), .integer(Int64(subject.from.days)),
                .integer(Int64(subject.to.days)),
            ])
    }

    /// Whom a document speaks of; nil for nobody in particular.
    static func find(
        _ name: DocumentName, on connection: any SQLConnection
    ) throws -> DocumentSubject? {
        let row = try connection.row(
            """
            SELECT member_id, from_day, to_day
            FROM document_subject
            WHERE organization_id = $1
              AND kind = $2
              AND id = $3
            """, name.values)
        guard let row, let member = MemberID(try row.text(0)) else { return nil }
        return DocumentSubject(
            member: member, from: CivilDate(days: Int(clamping: try row.integer(1))),
            to: CivilDate(days: Int(clamping: try row.integer(2))))
    }

    /// Forgets whom a document spoke of.
    static func delete(_ name: DocumentName, on connection: any SQLConnection) throws {
        try connection.run(
            """
            DELETE FROM document_subject
            WHERE organization_id = $1
              AND kind = $2
              AND id = $3
            """, name.values)
    }
}
