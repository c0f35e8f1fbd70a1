import Attendance
import Timekeeping

extension AttendanceStore {
    /// Makes or replaces a member, with attested consents.
    ///
    /// - Returns: The version after the write, and whether the member is new.
    /// - Throws: `unknownOrganization`, `preconditionFailed`, `unknownNotice`, `memberClosed`.
    public func put(
        _ member: Member, attesting consents: [ConsentReceipt], if precondition: Precondition,
        in organization: OrganizationID, by caller: Caller
    ) async throws(StoreError) -> Written {
        if member.profile.ageBand == .under14, !consents.isEmpty {
            // The organization attests for grown people, not for children.
            throw StoreError.guardianRequired
        }
        let bytes: [UInt8]
        do {
            bytes = try JSONBytes.encode(member.profile)
        } catch {
            throw StoreError(error, during: "encoding")
        }
        return try await sealing(organization) { connection, seal, now in
            let present = try MemberRow.find(member.id, in: organization, on: connection)
            if present?.isClosed(at: now) == true { throw StoreError.memberClosed }
            try precondition.check(present?.version)
            let profile = try seal.seal(
                bytes, in: MemberRow.cell(of: member.id, in: organization))
            let row = try Self.upsert(member.id, profile, in: organization, on: connection)
            try ConsentRows.append(consents, to: row, in: organization, on: connection)
            let purposes = consents.map(\.purpose.rawValue).joined(separator: " ")
            let note = AuditNote(
                "member.put", member.id.text, detail: "attesting [\(purposes)]", by: caller)
            return (Written(version: row.version, isNew: present == nil), note)
        }
    }

    /// The member of an id; nil when there is none, or it was erased.
    public func member(
        _ id: MemberID, in organization: OrganizationID
    ) async throws(StoreError) -> Stored<Member>? {
        let now = options.clock()
        return try await unsealing { connection, seal in
            try MemberRow.find(id, in: organization, on: connection)?
                .opened(by: seal, in: organization, at: now)
        }
    }

    /// Members in the order of their ids.
    public func members(
        in organization: OrganizationID, after id: MemberID?, limit: Int
    ) async throws(StoreError) -> [Listed<Stored<Member>>] {
        let now = options.clock()
        return try await unsealing(.snapshot) { connection, seal in
            try connection.rows(
                """
                SELECT \(MemberRow.columns)
                FROM member
                WHERE organization_id = $1
                  AND id > $2
                  AND erased_at IS NULL
                ORDER BY id
                LIMIT $3
                """, [.text(organization.text), .text(id?.text ?? ""), .integer(Int64(limit))]
            ).compactMap { try MemberRow($0).listed(openedBy: seal, in: organization, at: now) }
        }
    }

    /// Ends a membership: no more check-ins. Closing twice changes nothing.
    ///
    /// - Throws: `unknownOrganization`, `unknownMember`.
    public func close(
        _ id: MemberID, in organization: OrganizationID, at now: Instant, by caller: Caller
    ) async throws(StoreError) {
        let faces = faceRows
        try await changing(organization) { connection, _ in
            guard let member = try MemberRow.find(id, in: organization, on: connection) else {
                throw StoreError.unknownMember(id)
            }
            guard member.closedAt == nil else { return ((), nil) }
            // What was to end ends no later than that.
            let now = member.closesAt.map { min($0, now) } ?? now
            try connection.run(
                """
                UPDATE member
                SET closed_at = $1, closes_at = NULL, version = version + 1
                WHERE organization_id = $2
                  AND id = $3
                """, [.integer(now.milliseconds), .text(organization.text), .text(id.text)])
            // Nobody is compared with somebody who left.
            let place = MemberPlace(organization: organization, member: id)
            try faces.destroyAll(of: place, on: connection)
            try DeviceKeyRows.deleteAll(of: place, on: connection)
            return ((), AuditNote("member.close", id.text, by: caller))
        }
    }

    /// Has a membership end at a later time, until which that may be taken back.
    ///
    /// - Throws: `unknownOrganization`, `unknownMember`, `memberClosed`.
    public func close(
        _ id: MemberID, in organization: OrganizationID, later time: Instant, by caller: Caller
    ) async throws(StoreError) {
        try await changing(organization) { connection, now in
            try Self.setClosing(time, of: id, in: organization, at: now, on: connection)
            let day = CivilDate(days: Int(clamping: time.milliseconds / 86_400_000))
            return ((), AuditNote("member.closing", id.text, detail: "on \(day)", by: caller))
        }
    }

    /// Takes back that a membership will end.
    ///
    /// - Returns: The member as it is then.
    /// - Throws: `unknownOrganization`, `unknownMember`, `memberClosed`.
    public func reopen(
        _ id: MemberID, in organization: OrganizationID, by caller: Caller
    ) async throws(StoreError) -> Stored<Member> {
        try await changing(organization) { connection, now in
            try Self.setClosing(nil, of: id, in: organization, at: now, on: connection)
            return ((), AuditNote("member.reopen", id.text, by: caller))
        }
        guard let member = try await member(id, in: organization) else {
            throw .unknownMember(id)
        }
        return member
    }

    private static func setClosing(
        _ time: Instant?, of id: MemberID, in organization: OrganizationID, at now: Instant,
        on connection: any SQLConnection
    ) throws {
        guard let member = try MemberRow.find(id, in: organization, on: connection) else {
            throw StoreError.unknownMember(id)
        }
        guard !member.isClosed(at: now) else { throw StoreError.memberClosed }
        try connection.run(
            """
            UPDATE member
            SET closes_at = $1, version = version + 1
            WHERE organization_id = $2
              AND id = $3
            """,
            [SQLValue(time?.milliseconds), .text(organization.text), .text(id.text)])
    }

    /// Ends the memberships whose time has come.
    ///
    /// Check-ins are refused from that time on in any case; this lets go of faces and devices.
    public func closeDue(
        in organization: OrganizationID, by caller: Caller
    ) async throws(StoreError) {
        let now = options.clock()
        while true {
            let due = try await reading { connection in
                try connection.rows(
                    """
                    SELECT id
                    FROM member
                    WHERE organization_id = $1
                      AND closes_at IS NOT NULL
                      AND closes_at <= $2
                    ORDER BY closes_at
                    LIMIT 100
                    """, [.text(organization.text), .integer(now.milliseconds)]
                ).compactMap { MemberID(try $0.text(0)) }
            }
            if due.isEmpty { return }
            for id in due { try await close(id, in: organization, at: now, by: caller) }
        }
    }

    /// Writes a profile and gives the row as it is then.
    private static func upsert(
        _ id: MemberID, _ profile: [UInt8], in organization: OrganizationID,
        on connection: any SQLConnection
    ) throws -> MemberRow {
        let row = try connection.row(
            """
            INSERT INTO member (
              organization_id, id, profile, version, consents, consent_version, closed_at
            )
            VALUES ($1, $2, $3, 1, 0, 0, NULL)
            ON CONFLICT (organization_id, id)
            DO UPDATE SET profile = excluded.profile, version = member.version + 1
            RETURNING \(MemberRow.columns)
            """, [.text(organization.text), .text(id.text), .bytes(profile)])
        guard let row else { throw EngineError(kind: .other, message: "no row was written") }
        return try MemberRow(row)
    }
}
