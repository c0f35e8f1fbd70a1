import Attendance
import Timekeeping

/// Notices as the documents they are.
enum NoticeRows {
    /// The server's own notice, in effect until an organization publishes one.
    static let builtIn = "default"

    /// - Throws: `StoreError.unknownNotice` when a receipt names one that was never published.
    static func requirePublished(
        _ receipt: ConsentReceipt, in organization: OrganizationID,
        on connection: any SQLConnection
    ) throws {
        guard let version = receipt.noticeVersion, version != builtIn else { return }
        let found = try connection.row(
            """
            SELECT version
            FROM document_version
            WHERE organization_id = $1
              AND kind = $2
              AND id = $3
            LIMIT 1
            """,
            [.text(organization.text), .text(DocumentKind.notice.rawValue), .text(version)])
        guard found != nil else { throw StoreError.unknownNotice(version) }
    }

    /// The notice whose time came last; the built-in one where none has come.
    static func inEffect(
        in organization: OrganizationID, at now: Instant, on connection: any SQLConnection
    ) throws -> String {
        var newest: (version: String, timing: NoticeTiming)?
        try connection.forEach(
            """
            SELECT id, body
            FROM document
            WHERE organization_id = $1
              AND kind = $2
            """, [.text(organization.text), .text(DocumentKind.notice.rawValue)]
        ) { row in
            let timing = try JSONBytes.decode(NoticeTiming.self, try row.bytes(1))
            guard timing.effectiveAt <= now else { return }
            if let newest, timing <= newest.timing { return }
            newest = (try row.text(0), timing)
        }
        return newest?.version ?? builtIn
    }
}

/// When a notice takes effect; of two that do at once, the later published one counts.
private struct NoticeTiming: Decodable, Comparable {
    let effectiveAt: Instant
    let publishedAt: Instant

    static func < (lhs: NoticeTiming, rhs: NoticeTiming) -> Bool {
        (lhs.effectiveAt, lhs.publishedAt) < (rhs.effectiveAt, rhs.publishedAt)
    }
}

extension NoticeRows {
    /// Whether the organization published a notice of its own.
    static func isAnyPublished(
        in organization: OrganizationID, on connection: any SQLConnection
    ) throws -> Bool {
        try connection.row(
            """
            SELECT 1
            FROM document
            WHERE organization_id = $1
              AND kind = $2
            LIMIT 1
            """, [.text(organization.text), .text(DocumentKind.notice.rawValue)]) != nil
    }

    /// From when on a notice counts; since ever for the built-in one.
    static func effectiveAt(
        _ version: String?, in organization: OrganizationID, on connection: any SQLConnection
    ) throws -> Instant {
        guard let version, version != builtIn else { return Instant(milliseconds: 0) }
        let notice = try DocumentRows.find(
            Notice.self, version, in: organization, on: connection)
        return notice?.value.effectiveAt ?? Instant(milliseconds: 0)
    }

    /// Keeps a major change where the case file's one read finds it.
    static func add(
        _ change: MajorChange, to organization: OrganizationID,
        on connection: any SQLConnection
    ) throws {
        try connection.run(
            """
            UPDATE organization
            SET major_notices = TRIM(major_notices || ' ' || $1),
              rulebook_revision = rulebook_revision + 1
            WHERE id = $2
            """, [.text(change.text), .text(organization.text)])
    }

    /// Keeps a purpose's ground where the case file's one read finds it.
    static func set(
        _ purpose: Purpose, isNecessary: Bool, in organization: OrganizationID,
        on connection: any SQLConnection
    ) throws {
        let bit = Purposes(purpose).rawValue
        try connection.run(
            """
            UPDATE organization
            SET necessity = (necessity | $1) - $2,
              rulebook_revision = rulebook_revision + 1
            WHERE id = $3
            """,
            [.integer(bit), .integer(isNecessary ? 0 : bit), .text(organization.text)])
    }
}
