import Apps
import Attendance

/// The changes of an organization's own blocklist rules as rows.
enum BlocklistRows {
    /// Adds a change; a body that is nil says that the rule was deleted.
    static func append(
        _ body: [UInt8]?, of name: DocumentName, on connection: any SQLConnection
    ) throws {
        guard name.kind == .blocklistRule else { return }
        let revision = try revision(of: name.organization, on: connection) + 1
        try connection.run(
            """
            INSERT INTO blocklist_change (organization_id, revision, rule_id, body)
            VALUES ($1, $2, $3, $4)
            """,
            [
                .text(name.organization.text), .integer(revision), .text(name.id),
                SQLValue(body),
            ])
    }

    /// How often the rules were changed.
    static func revision(
        of organization: OrganizationID, on connection: any SQLConnection
    ) throws -> Int64 {
        try connection.row(
            """
            SELECT revision
            FROM blocklist_change
            WHERE organization_id = $1
            ORDER BY revision DESC
            LIMIT 1
            """, [.text(organization.text)]
        ).map { row in try row.integer(0) } ?? 0
    }

    /// What a blocklist is compiled from: the rules after so many changes.
    static func source(
        of organization: OrganizationID, at revision: Int64 = .max,
        on connection: any SQLConnection
    ) throws -> BlocklistSource {
        var source = BlocklistSource()
        var bodies: [String: [UInt8]] = [:]
        try connection.forEach(
            """
            SELECT revision, rule_id, body
            FROM blocklist_change
            WHERE organization_id = $1
              AND revision <= $2
            ORDER BY revision
            """, [.text(organization.text), .integer(revision)]
        ) { row in
            source.revision = try row.integer(0)
            let id = try row.text(1)
            source.everyID.insert(id)
            bodies[id] = try row.optionalBytes(2)
        }
        source.rules = try bodies.sorted { $0.key < $1.key }.map { _, body in
            try JSONBytes.decode(BlocklistRule.self, body)
        }
        return source
    }
}

extension AttendanceStore {
    /// The organization's own rules as they were after so many changes.
    public func blocklistRules(
        at revision: Int64, in organization: OrganizationID
    ) async throws(StoreError) -> [BlocklistRule] {
        try await reading { connection in
            try BlocklistRows.source(of: organization, at: revision, on: connection).rules
        }
    }
}
