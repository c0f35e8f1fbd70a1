import Attendance
import Timekeeping

extension AttendanceStore {
    /// Places a hold, or gives the present one another reason.
    ///
    /// - Returns: The hold, and whether there was none before.
    /// - Throws: `unknownOrganization`, `unknownMember`.
    public func hold(
        _ member: MemberID, because reason: String, in organization: OrganizationID,
        by caller: Caller
    ) async throws(StoreError) -> (hold: LegalHold, isNew: Bool) {
        let place = MemberPlace(organization: organization, member: member)
        return try await sealing(organization) { connection, seal, now in
            guard try MemberRow.find(member, in: organization, on: connection) != nil else {
                throw StoreError.unknownMember(member)
            }
            let sealed = try seal.seal(Array(reason.utf8), in: HoldRows.cell(of: place))
            let isNew = try HoldRows.put(
                sealed, of: place, by: caller.name, at: now, on: connection)
            guard let hold = try HoldRows.find(place, openedBy: seal, on: connection) else {
                throw EngineError(kind: .other, message: "no row was written")
            }
            return ((hold, isNew), AuditNote("hold.put", member.text, by: caller))
        }
    }

    /// Lifts a hold.
    ///
    /// - Throws: `unknownOrganization`, `unknownMember`, `notFound`.
    public func lift(
        _ member: MemberID, in organization: OrganizationID, by caller: Caller
    ) async throws(StoreError) {
        let place = MemberPlace(organization: organization, member: member)
        try await changing(organization) { connection, _ in
            guard try MemberRow.find(member, in: organization, on: connection) != nil else {
                throw StoreError.unknownMember(member)
            }
            guard try HoldRows.delete(place, on: connection) else { throw StoreError.notFound }
            return ((), AuditNote("hold.lift", member.text, by: caller))
        }
    }

    /// The hold of a member; nil when there is none.
    public func hold(
        of member: MemberID, in organization: OrganizationID
    ) async throws(StoreError) -> LegalHold? {
        let place = MemberPlace(organization: organization, member: member)
        return try await unsealing(.snapshot) { connection, seal in
            try HoldRows.find(place, openedBy: seal, on: connection)
        }
    }

    /// Holds in the order of their members.
    public func holds(
        in organization: OrganizationID, after member: MemberID?, limit: Int
    ) async throws(StoreError) -> [LegalHold] {
        try await unsealing(.snapshot) { connection, seal in
            try HoldRows.list(
                in: organization, after: member, limit: limit, openedBy: seal, on: connection)
        }
    }
}
