import Attendance
import Sealing
import Timekeeping

/// A member's row, its profile still sealed.
struct MemberRow: Sendable {
    let id: MemberID
    let profile: [UInt8]
    let version: Int64
    let consents: Purposes
    let consentVersion: Int64
    let closedAt: Instant?
    let closesAt: Instant?
    let notices: ConsentNotices

    /// The columns that `init` reads, in its order.
    static let columns =
        "id, profile, version, consents, consent_version, closed_at, consent_notices, closes_at"

    init(_ row: SQLRow) throws {
        guard let id = MemberID(try row.text(0)) else {
            throw EngineError(kind: .corrupt, message: "a member's id is malformed")
        }
        self.id = id
        profile = try row.bytes(1)
        version = try row.integer(2)
        consents = Purposes(rawValue: try row.integer(3))
        consentVersion = try row.integer(4)
        closedAt = try row.optionalInteger(5).map(Instant.init(milliseconds:))
        notices = ConsentNotices(try row.text(6))
        closesAt = try row.optionalInteger(7).map(Instant.init(milliseconds:))
    }

    /// Whether the membership has ended by a time, swept or not.
    func isClosed(at now: Instant) -> Bool {
        closedAt != nil || closesAt.map { $0 <= now } ?? false
    }

    static func find(
        _ id: MemberID, in organization: OrganizationID, on connection: any SQLConnection
    ) throws -> MemberRow? {
        try connection.row(
            """
            SELECT \(columns)
            FROM member
            WHERE organization_id = $1
              AND id = $2
              AND erased_at IS NULL
            """, [.text(organization.text), .text(id.text)]
        ).map { try MemberRow($0) }
    }

    /// The member as it stands at a time, its profile opened.
    ///
    /// - Returns: nil when its key was destroyed.
    func opened(
        by seal: any PayloadSeal, in organization: OrganizationID, at now: Instant
    ) throws -> Stored<Member>? {
        let cell = Self.cell(of: id, in: organization)
        guard let bytes = try seal.open(profile, in: cell) else { return nil }
        let profile = try JSONBytes.decode(Member.Profile.self, bytes)
        let ended = closedAt ?? (isClosed(at: now) ? closesAt : nil)
        return Stored(
            value: Member(
                id: id, profile: profile, closedAt: ended, closesAt: ended == nil ? closesAt : nil),
            version: version)
    }

    /// The member, or that its profile was altered.
    ///
    /// - Returns: nil when its key was destroyed.
    func listed(
        openedBy seal: any PayloadSeal, in organization: OrganizationID, at now: Instant
    ) throws -> Listed<Stored<Member>>? {
        do {
            return try opened(by: seal, in: organization, at: now).map(Listed.value)
        } catch is SealError {
            return .altered(AlteredRow(sequence: nil, id: id.text))
        }
    }

    static func cell(of id: MemberID, in organization: OrganizationID) -> PayloadCell {
        PayloadCell(
            organization: organization, member: id, table: "member", column: "profile",
            row: id.text)
    }
}
