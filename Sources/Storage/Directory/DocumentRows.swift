import Attendance
import Timekeeping

/// Names one document of an organization.
struct DocumentName: Sendable {
    let organization: OrganizationID
    let kind: DocumentKind
    let id: String

    var values: [SQLValue] { [.text(organization.text), .text(kind.rawValue), .text(id)] }
}

/// One version of a document.
struct DocumentVersion: Sendable {
    let number: Int64
    /// nil for a deletion.
    let body: [UInt8]?
    let writtenAt: Instant
    /// Whose key seals the body; nil where it is open.
    var member: MemberID?
}

/// Documents as rows: the version in force, and every version there was.
enum DocumentRows {
    /// The version in force; nil when there is none.
    static func version(
        of name: DocumentName, on connection: any SQLConnection
    ) throws -> Int64? {
        try connection.row(
            """
            SELECT version
            FROM document
            WHERE organization_id = $1
              AND kind = $2
              AND id = $3
            """, name.values
        ).map { row in try row.integer(0) }
    }

    /// The rows of a kind in the order of their ids: id, body, version and member.
    static func page(
        _ kind: DocumentKind, in organization: OrganizationID, after id: String?, limit: Int,
        on connection: any SQLConnection
    ) throws -> [SQLRow] {
        try connection.rows(
            """
            SELECT id, body, version, member_id
            FROM document
            WHERE organization_id = $1
              AND kind = $2
              AND id > $3
            ORDER BY id
            LIMIT $4
            """,
            [
                .text(organization.text), .text(kind.rawValue), .text(id ?? ""),
                .integer(Int64(limit)),
            ])
    }

    /// The number of the newest version, in force or not; 0 before the first.
    static func newestVersion(
        of name: DocumentName, on connection: any SQLConnection
    ) throws -> Int64 {
        try connection.row(
            """
            SELECT version
            FROM document_version
            WHERE organization_id = $1
              AND kind = $2
              AND id = $3
            ORDER BY version DESC
            LIMIT 1
            """, name.values
        ).map { row in try row.integer(0) } ?? 0
    }

    /// Keeps a version for good.
    static func insert(
        _ version: DocumentVersion, of name: DocumentName, on connection: any SQLConnection
    ) throws {
        try connection.run(
            """
            INSERT INTO document_version (
              organization_id, kind, id, version, body, written_at, member_id
            )
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            name.values + [
                .integer(version.number), SQLValue(version.body),
                .integer(version.writtenAt.milliseconds), SQLValue(version.member?.text),
            ])
    }

    /// Puts a version in force.
    static func upsert(
        _ version: Int64, body: [UInt8], about member: MemberID? = nil, of name: DocumentName,
        on connection: any SQLConnection
    ) throws {
        try connection.run(
            """
            INSERT INTO document (organization_id, kind, id, version, body, member_id)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (organization_id, kind, id)
            DO UPDATE SET
              version = excluded.version,
              body = excluded.body,
              member_id = excluded.member_id
            """, name.values + [.integer(version), .bytes(body), SQLValue(member?.text)])
    }

    /// Takes a document out of force.
    static func delete(_ name: DocumentName, on connection: any SQLConnection) throws {
        try connection.run(
            """
            DELETE FROM document
            WHERE organization_id = $1
              AND kind = $2
              AND id = $3
            """, name.values)
    }

    /// Every document of a kind in force, by id; for kinds of which there are few.
    static func all<Value: Document>(
        in organization: OrganizationID, on connection: any SQLConnection
    ) throws -> [String: Value] {
        var all: [String: Value] = [:]
        try connection.forEach(
            """
            SELECT id, body
            FROM document
            WHERE organization_id = $1
              AND kind = $2
            ORDER BY id
            """, [.text(organization.text), .text(Value.kind.rawValue)]
        ) { row in all[try row.text(0)] = try JSONBytes.decode(Value.self, try row.bytes(1)) }
        return all
    }

    /// The document of an id; nil when there is none.
    ///
    /// - Parameter seal: What opens it; needed only for kinds that speak of members.
    static func find<Value: Document>(
        _ type: Value.Type, _ id: String, in organization: OrganizationID,
        openedBy seal: any PayloadSeal = OpenPayloads(), on connection: any SQLConnection
    ) throws -> Stored<Value>? {
        let name = DocumentName(organization: organization, kind: Value.kind, id: id)
        return try connection.row(
            """
            SELECT body, version, member_id
            FROM document
            WHERE organization_id = $1
              AND kind = $2
              AND id = $3
            """, name.values
        ).map { row in
            let value = try DocumentBody.opened(
                type, row, columns: (0, 1, 2), id: id, in: organization, by: seal)
            return Stored(value: value, version: try row.integer(1))
        }
    }
}
