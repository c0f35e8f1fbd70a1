import Attendance
import Faces
import Foundation
import Sealing
import Timekeeping

/// Face templates as rows, sealed and opened.
struct FaceRows: Sendable {
    let keys: KeyStore
    /// Begun before anything is read.
    let session: KeyStore.Session
    /// Told of every cell that does not open: it was altered, or moved.
    let altered: @Sendable (OrganizationID, String) -> Void

    /// The columns that `opened` reads, in its order.
    private static let columns = "id, member_id, model, revision, sealed, key_version"

    /// The templates of a member, opened; those that do not open are left out.
    func templates(
        of place: MemberPlace, model: String, on connection: any SQLConnection
    ) throws -> [FaceTemplate] {
        try connection.rows(
            """
            SELECT \(Self.columns)
            FROM face_template
            WHERE organization_id = $1
              AND member_id = $2
              AND model = $3
              AND sealed IS NOT NULL
            ORDER BY enrolled_at, id
            LIMIT $4
            """,
            place.values + [.text(model), .integer(Int64(FaceIndexLimits.templatesPerSubject))]
        ).compactMap { row in
            let change = try change(row, in: place.organization, on: connection)
            return change.vector.map { FaceTemplate(id: change.id, vector: $0) }
        }
    }

    /// What became of templates after a revision.
    func changes(
        of model: String, after revision: Int64, limit: Int, in organization: OrganizationID,
        on connection: any SQLConnection
    ) throws -> [FaceChange] {
        var changes: [FaceChange] = []
        try connection.forEach(
            """
            SELECT \(Self.columns)
            FROM face_template
            WHERE organization_id = $1
              AND model = $2
              AND revision > $3
            ORDER BY revision
            LIMIT $4
            """,
            [
                .text(organization.text), .text(model), .integer(revision),
                .integer(Int64(limit)),
            ]
        ) { row in changes.append(try change(row, in: organization, on: connection)) }
        return changes
    }

    /// Seals a vector and keeps it as a member's template.
    func insert(
        _ probe: FaceProbe, as face: EnrolledFace, of place: MemberPlace,
        on connection: any SQLConnection
    ) throws {
        let key = try keys.newestOrNew(
            of: place.holder(.face), session, at: face.enrolledAt, on: connection)
        var plain = probe.vector.withBytes { [UInt8]($0) }
        defer { plain.overwrite() }
        let cell = Self.cell(of: face.id, face.model, place)
        let sealed = try key.seal(plain, in: cell)
        try connection.run(
            """
            INSERT INTO face_template (
              organization_id, id, member_id, model, revision, enrolled_at, key_version, sealed
            )
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .text(place.organization.text), .text(face.id.column), .text(place.member.text),
                .text(face.model),
                .integer(try Self.nextRevision(in: place.organization, on: connection)),
                .integer(face.enrolledAt.milliseconds), .integer(Int64(key.version)),
                .bytes(sealed),
            ])
    }

    /// What a member has enrolled, oldest first.
    static func faces(
        of place: MemberPlace, on connection: any SQLConnection
    ) throws -> [EnrolledFace] {
        try connection.rows(
            """
            SELECT id, model, enrolled_at
            FROM face_template
            WHERE organization_id = $1
              AND member_id = $2
              AND sealed IS NOT NULL
            ORDER BY enrolled_at, id
            """, place.values
        ).map { row in
            guard let id = UUID(column: try row.text(0)) else {
                throw EngineError(kind: .corrupt, message: "a template's id is malformed")
            }
            return EnrolledFace(
                id: id, model: try row.text(1),
                enrolledAt: Instant(milliseconds: try row.integer(2)))
        }
    }

    /// Destroys one template; the row stays, so that galleries learn of it.
    static func destroy(
        _ id: UUID, of place: MemberPlace, on connection: any SQLConnection
    ) throws -> Bool {
        try connection.run(
            """
            UPDATE face_template
            SET sealed = NULL, revision = $1
            WHERE organization_id = $2
              AND member_id = $3
              AND id = $4
              AND sealed IS NOT NULL
            """,
            [.integer(try nextRevision(in: place.organization, on: connection))]
                + place.values + [.text(id.column)]) == 1
    }

    /// Destroys all templates of a member and the key that sealed them.
    func destroyAll(
        of place: MemberPlace, on connection: any SQLConnection
    ) throws {
        for face in try Self.faces(of: place, on: connection) {
            _ = try Self.destroy(face.id, of: place, on: connection)
        }
        let holder = place.holder(.face)
        try SealingKeyRows.destroy(holder, on: connection)
        keys.forget(holder)
    }

    private static func nextRevision(
        in organization: OrganizationID, on connection: any SQLConnection
    ) throws -> Int64 {
        let newest = try connection.row(
            """
            SELECT revision
            FROM face_template
            WHERE organization_id = $1
            ORDER BY revision DESC
            LIMIT 1
            """, [.text(organization.text)]
        ).map { row in try row.integer(0) }
        return (newest ?? 0) + 1
    }

    /// A row as a change; its vector is nil where it was destroyed or does not open.
    private func change(
        _ row: SQLRow, in organization: OrganizationID, on connection: any SQLConnection
    ) throws -> FaceChange {
        guard let id = UUID(column: try row.text(0)), let member = MemberID(try row.text(1))
        else { throw EngineError(kind: .corrupt, message: "a template's row is malformed") }
        let place = MemberPlace(organization: organization, member: member)
        var vector: FaceVector?
        if let sealed = try row.optionalBytes(4) {
            do {
                vector = try open(sealed, id, place, row, on: connection)
            } catch {
                altered(organization, "face_template")
            }
        }
        return FaceChange(
            revision: try row.integer(3), id: id, member: member, vector: vector)
    }

    private func open(
        _ sealed: [UInt8], _ id: UUID, _ place: MemberPlace, _ row: SQLRow,
        on connection: any SQLConnection
    ) throws -> FaceVector {
        let version = try BoxHeader(reading: sealed).keyVersion
        guard try row.integer(5) == Int64(version),
            let key = try keys.key(
                of: place.holder(.face), version: version, session, on: connection)
        else { throw SealError.forged }
        var plain = try key.open(sealed, in: Self.cell(of: id, try row.text(2), place))
        defer { plain.overwrite() }
        return try plain.withUnsafeBytes { try FaceVector(littleEndian: $0) }
    }

    private static func cell(of id: UUID, _ model: String, _ place: MemberPlace) -> SealedCell {
        SealedCell(
            of: place.holder(.face).owner, table: "face_template", column: "sealed",
            row: "\(id.column)/\(model)")
    }
}
