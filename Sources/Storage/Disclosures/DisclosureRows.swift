import Attendance
import Timekeeping

/// The register of disclosures as rows.
enum DisclosureRows {
    /// The columns that `disclosure` reads, in its order.
    static let columns =
        "number, disclosed_at, kind, recipient, categories, purpose, basis, member_id"

    static func disclosure(_ row: SQLRow) throws -> Disclosure {
        guard let kind = Disclosure.Kind(rawValue: try row.text(2)),
            let basis = Recipient.Basis(rawValue: try row.text(6))
        else { throw EngineError(kind: .corrupt, message: "a disclosure is malformed") }
        let categories = try row.text(4).split(separator: " ")
        return Disclosure(
            number: try row.integer(0), at: Instant(milliseconds: try row.integer(1)),
            content: Disclosure.Content(
                kind: kind, recipient: try row.text(3),
                categories: categories.compactMap { DataCategory(rawValue: String($0)) },
                purpose: try row.text(5), basis: basis,
                member: try row.optionalText(7).flatMap { MemberID($0) }))
    }

    /// Adds an entry.
    ///
    /// - Returns: Its number.
    @discardableResult
    static func append(
        _ content: Disclosure.Content, in organization: OrganizationID, at now: Instant,
        on connection: any SQLConnection
    ) throws -> Int64 {
        let newest = try connection.row(
            """
            SELECT number
            FROM disclosure
            WHERE organization_id = $1
            ORDER BY number DESC
            LIMIT 1
            """, [.text(organization.text)])
        let number = try (newest?.integer(0) ?? 0) + 1
        try connection.run(
            """
            INSERT INTO disclosure (organization_id, \(columns))
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                .text(organization.text), .integer(number), .integer(now.milliseconds),
                .text(content.kind.rawValue), .text(content.recipient),
                .text(content.categories.map(\.rawValue).joined(separator: " ")),
                .text(content.purpose), .text(content.basis.rawValue),
                SQLValue(content.member?.text),
            ])
        return number
    }

    /// Notes for every registered recipient that it must be told of an erasure.
    static func noteErasure(
        of alias: String, in organization: OrganizationID, at now: Instant,
        on connection: any SQLConnection
    ) throws {
        let recipients: [String: Recipient] = try DocumentRows.all(
            in: organization, on: connection)
        for (id, recipient) in recipients.sorted(by: { $0.key < $1.key }) {
            let content = Disclosure.Content(
                kind: .erasure, recipient: id, categories: recipient.categories,
                purpose: "erasure", basis: .obligation, member: MemberID(alias))
            try append(content, in: organization, at: now, on: connection)
        }
    }
}

extension AttendanceStore {
    /// Adds an entry, durably, before anything leaves.
    ///
    /// - Throws: `unknownOrganization`.
    public func register(
        _ content: Disclosure.Content, in organization: OrganizationID, by caller: Caller
    ) async throws(StoreError) {
        try await changing(organization) { connection, now in
            let number = try DisclosureRows.append(
                content, in: organization, at: now, on: connection)
            // The register itself is the record of reading; the log is of changes, and of exports.
            guard content.kind == .export else { return ((), nil) }
            let detail = content.categories.map(\.rawValue).joined(separator: " ")
            let note = AuditNote(
                "disclosure.\(content.kind.rawValue)", String(number),
                detail: "to \(content.recipient): \(detail)", by: caller)
            return ((), note)
        }
    }

    /// The register, oldest first.
    public func disclosures(
        about member: MemberID?, in organization: OrganizationID, after number: Int64, limit: Int
    ) async throws(StoreError) -> [Disclosure] {
        let only = member == nil ? "" : "AND member_id = $3"
        let named = member.map { [SQLValue.text($0.text)] } ?? []
        return try await reading { connection in
            try connection.rows(
                """
                SELECT \(DisclosureRows.columns)
                FROM disclosure
                WHERE organization_id = $1
                  AND number > $2
                  \(only)
                ORDER BY number
                LIMIT $\(3 + named.count)
                """,
                [.text(organization.text), .integer(number)] + named + [.integer(Int64(limit))]
            ).map { try DisclosureRows.disclosure($0) }
        }
    }
}
