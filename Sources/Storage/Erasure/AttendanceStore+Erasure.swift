import Attendance
import Sealing
import Timekeeping

extension AttendanceStore {
    /// Takes a person out of everything that is kept, at once and for good.
    ///
    /// Returns once the erasure is durable and, unless a long read stands in the way, the deleted
    /// bytes are gone from the write-ahead log too.
    ///
    /// - Throws: `unknownOrganization`, `unknownMember`, `held`.
    public func erase(
        _ id: MemberID, in organization: OrganizationID, by caller: Caller
    ) async throws(StoreError) {
        let subject = try await pseudonym(of: Self.subjectName(of: id), in: organization)
        let place = MemberPlace(organization: organization, member: id)
        let entry = try await changing(organization) { connection, now in
            guard try MemberRow.find(id, in: organization, on: connection) != nil else {
                throw StoreError.unknownMember(id)
            }
            guard try !HoldRows.isHeld(place, on: connection) else { throw StoreError.held }
            let note = try erase(place, by: caller, at: now, on: connection)
            try WebhookRows.append(
                .erased, member: id.text, in: organization, at: now, on: connection)
            let entry = try ErasureRows.append(subject, in: organization, at: now, on: connection)
            return (entry, note)
        }
        for purpose in SealPurpose.allCases { keys.forget(place.holder(purpose)) }
        options.witness?.note([entry])
        await scrub()
    }

    /// Takes a person out of all tables but the ledger of erasures; for a transaction.
    ///
    /// - Parameter isStandIn: Whether the member goes by a stand-in, in a restored copy.
    /// - Returns: What the audit log is to say of it.
    func erase(
        _ place: MemberPlace, isStandIn: Bool = false, by caller: Caller, at now: Instant,
        on connection: any SQLConnection
    ) throws -> AuditNote {
        let (id, organization) = (place.member, place.organization)
        let erasure = try MemberErasure(
            of: id, in: organization, isStandIn: isStandIn, on: connection)
        try faceRows.destroyAll(of: place, on: connection)
        try erasure.run(at: now)
        try DisclosureRows.noteErasure(
            of: erasure.alias, in: organization, at: now, on: connection)
        // Whoever had itself erased is not named by the entry that says so.
        let name = caller.member == id ? "member:\(erasure.alias)" : caller.name
        let blanked = try Blanked.under(erasure.alias, in: organization, on: connection)
        return AuditNote(
            caller: name, action: "member.erase", subject: erasure.alias, detail: blanked.detail)
    }

    /// What an erased person's pseudonym is made of: prefixed by what no device's id shares, so that
    /// the two kinds of pseudonyms never meet.
    static func subjectName(of member: MemberID) -> String { "member\u{1F}\(member.text)" }

    /// Overwrites what deleted rows left in the write-ahead log.
    ///
    /// - Returns: Whether it is done; a long read may stand in the way, then try again later.
    @discardableResult
    public func scrub() async -> Bool {
        do {
            try await engine.scrub()
            return true
        } catch {
            return false
        }
    }

    /// Members whose time of keeping is over: closed, or of an organization closed, by then, and not
    /// held for a legal matter.
    public func membersToErase(
        closedBy time: Instant, in organization: OrganizationID, limit: Int
    ) async throws(StoreError) -> [MemberID] {
        try await reading { connection in
            try connection.rows(
                """
                SELECT m.id
                FROM member m
                JOIN organization o ON o.id = m.organization_id
                WHERE m.organization_id = $1
                  AND m.erased_at IS NULL
                  AND COALESCE(m.closed_at, o.closed_at) <= $2
                  AND NOT EXISTS (
                    SELECT 1
                    FROM legal_hold h
                    WHERE h.organization_id = m.organization_id
                      AND h.member_id = m.id
                  )
                ORDER BY m.id
                LIMIT $3
                """,
                [
                    .text(organization.text), .integer(time.milliseconds), .integer(Int64(limit)),
                ]
            ).compactMap { MemberID(try $0.text(0)) }
        }
    }
}
