import Attendance
import Sealing
import Timekeeping

/// Moves the keys of databases that held two hierarchies into the one there is.
///
/// What `organization_seal` and `member_seal` held stays as it is. Face keys are wrapped anew under
/// the same organization's key; the key above them lives on as the one of fingerprints. Pseudonyms
/// of devices and erased members are coded once more, by the organization's own key.
struct KeyUnification {
    private let root: OwnerKey
    private let keys: KeyStore
    private let connection: any SQLConnection
    private let now: Instant

    init(root: OwnerKey, on connection: any SQLConnection, at now: Instant) {
        self.root = root
        keys = KeyStore(roots: RootKeys(root))
        self.connection = connection
        self.now = now
    }

    /// - Throws: `OpeningError.foreignRootKey` when another root wrapped the keys.
    func run() throws {
        var last = ""
        while true {
            let ids = try connection.rows(
                """
                SELECT id
                FROM organization
                WHERE id > $1
                ORDER BY id
                LIMIT 100
                """, [.text(last)]
            ).compactMap { OrganizationID(try $0.text(0)) }
            guard let end = ids.last else { return }
            do {
                for id in ids { try move(id) }
            } catch SealError.unknownVersion {
                throw OpeningError.foreignRootKey
            }
            last = end.text
        }
    }

    private func move(_ organization: OrganizationID) throws {
        let faces = try faceKey(of: organization)
        try connection.run(
            """
            INSERT INTO sealing_key (
              organization_id, member_id, purpose, version, wrapped, wrapper_version, made_at
            )
            SELECT organization_id, '', 'wrap', 1, wrapped, wrapper_version, $1
            FROM organization_seal
            WHERE organization_id = $2
            """, [.integer(now.milliseconds), .text(organization.text)])
        try connection.run(
            """
            INSERT INTO sealing_key (
              organization_id, member_id, purpose, version, wrapped, wrapper_version, made_at
            )
            SELECT organization_id, member_id, 'general', 1, wrapped, 1, $1
            FROM member_seal
            WHERE organization_id = $2
            """, [.integer(now.milliseconds), .text(organization.text)])
        let session = keys.session()
        let wrap = try keys.newestOrNew(
            of: .wrap(organization), session, at: now, on: connection)
        if let faces {
            let holder = KeyHolder.lookup(organization)
            let lookup = try faces.renamed(holder.owner, version: 1)
            let stored = StoredKey(version: 1, wrapped: try root.wrap(lookup))
            try SealingKeyRows.insert(stored, of: holder, at: now, on: connection)
            try moveFaceKeys(of: organization, from: faces, to: wrap)
        }
        let lookup = try keys.newestOrNew(
            of: .lookup(organization), session, at: now, on: connection)
        let codes = try LookupKeys(lookup).pseudonyms
        for table in ["device_use", "device_key"] {
            try code(table: table, column: "device", of: organization, by: codes)
        }
        try code(table: "erasure", column: "subject", of: organization, by: codes)
    }

    private func faceKey(of organization: OrganizationID) throws -> OwnerKey? {
        try connection.row(
            """
            SELECT version, wrapped
            FROM organization_key
            WHERE organization_id = $1
            ORDER BY version DESC
            LIMIT 1
            """, [.text(organization.text)]
        ).map { row in
            let stored = try StoredKey(row)
            return try root.unwrap(
                stored.wrapped, for: .organization(organization.text), version: stored.version)
        }
    }

    private func moveFaceKeys(
        of organization: OrganizationID, from faces: OwnerKey, to wrap: OwnerKey
    ) throws {
        let rows = try connection.rows(
            """
            SELECT version, wrapped, member_id
            FROM member_key
            WHERE organization_id = $1
            """, [.text(organization.text)])
        for row in rows {
            guard let member = MemberID(try row.text(2)) else { continue }
            let holder = KeyHolder.member(member, .face, organization)
            guard !row.isNull(1) else {
                try insertDestroyed(holder, version: try row.integer(0), under: wrap)
                continue
            }
            let stored = try StoredKey(row)
            let key = try faces.unwrap(
                stored.wrapped, for: holder.owner, version: stored.version)
            let moved = StoredKey(version: stored.version, wrapped: try wrap.wrap(key))
            try SealingKeyRows.insert(moved, of: holder, at: now, on: connection)
        }
    }

    private func insertDestroyed(
        _ holder: KeyHolder, version: Int64, under wrap: OwnerKey
    ) throws {
        try connection.run(
            """
            INSERT INTO sealing_key (
              organization_id, member_id, purpose, version, wrapped, wrapper_version, made_at
            )
            VALUES ($1, $2, $3, $4, NULL, $5, $6)
            """,
            holder.values + [
                .integer(version), .integer(Int64(wrap.version)), .integer(now.milliseconds),
            ])
    }

    private func code(
        table: String, column: String, of organization: OrganizationID,
        by key: AuthenticationKey
    ) throws {
        let rows = try connection.rows(
            """
            SELECT DISTINCT \(column)
            FROM \(table)
            WHERE organization_id = $1
            """, [.text(organization.text)])
        for row in rows {
            let old = try row.bytes(0)
            try connection.run(
                """
                UPDATE \(table)
                SET \(column) = $1
                WHERE organization_id = $2
                  AND \(column) = $3
                """,
                [.bytes(key.code(for: old).bytes), .text(organization.text), .bytes(old)])
        }
    }
}
