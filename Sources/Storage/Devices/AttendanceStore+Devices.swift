import Attendance
import Sealing
import Timekeeping

extension AttendanceStore {
    /// Registers or replaces the key of a member's device.
    ///
    /// - Throws: `unknownOrganization`, `unknownMember`, `memberClosed`, `consentRequired`, `tooManyDevices`,
    ///   `preconditionFailed`.
    public func put(
        _ key: DeviceKey, of device: String, as member: MemberID, if precondition: Precondition,
        in organization: OrganizationID, by caller: Caller
    ) async throws(StoreError) -> Written {
        let pseudonym = try await pseudonym(of: device, in: organization)
        let place = MemberPlace(organization: organization, member: member)
        return try await changing(organization) { connection, now in
            let row = try Self.requireOpen(place, at: now, on: connection)
            try Self.requireConsent(row, in: organization, at: now, on: connection)
            let present = try DeviceKeyRows.find(pseudonym, of: place, on: connection)
            try precondition.check(present?.version)
            if present == nil {
                let count = try DeviceKeyRows.all(of: place, on: connection).count
                guard count < Limits.devices else { throw StoreError.tooManyDevices }
            }
            let version = (present?.version ?? 0) + 1
            let registered = RegisteredDevice(pseudonym: pseudonym, key: key)
            try DeviceKeyRows.upsert(
                Stored(value: registered, version: version), of: place, on: connection)
            let note = AuditNote(
                "device.put", member.text, detail: Self.detail(pseudonym), by: caller)
            return (Written(version: version, isNew: present == nil), note)
        }
    }

    /// The device of an id; nil when the member registered none.
    public func device(
        _ device: String, of member: MemberID, in organization: OrganizationID
    ) async throws(StoreError) -> Stored<RegisteredDevice>? {
        let pseudonym = try await pseudonym(of: device, in: organization)
        let place = MemberPlace(organization: organization, member: member)
        return try await reading { connection in
            try DeviceKeyRows.find(pseudonym, of: place, on: connection)
        }
    }

    /// The member's devices, oldest first.
    ///
    /// - Throws: `unknownMember`.
    public func registeredDevices(
        of member: MemberID, in organization: OrganizationID
    ) async throws(StoreError) -> [RegisteredDevice] {
        let place = MemberPlace(organization: organization, member: member)
        return try await reading(.snapshot) { connection in
            try Self.requireMember(place, on: connection)
            return try DeviceKeyRows.all(of: place, on: connection)
        }
    }

    /// Forgets the key of a device.
    ///
    /// - Throws: `unknownOrganization`, `unknownMember`, `notFound`, `preconditionFailed`.
    public func deleteDevice(
        _ device: String, of member: MemberID, if precondition: Precondition,
        in organization: OrganizationID, by caller: Caller
    ) async throws(StoreError) {
        let pseudonym = try await pseudonym(of: device, in: organization)
        let place = MemberPlace(organization: organization, member: member)
        try await changing(organization) { connection, _ in
            try Self.requireMember(place, on: connection)
            guard let present = try DeviceKeyRows.find(pseudonym, of: place, on: connection)
            else { throw StoreError.notFound }
            try precondition.check(present.version)
            try DeviceKeyRows.delete(pseudonym, of: place, on: connection)
            let note = AuditNote(
                "device.delete", member.text, detail: Self.detail(pseudonym), by: caller)
            return ((), note)
        }
    }

    /// Keeps a challenge until it is used or ends; of too many of one member the oldest goes.
    ///
    /// - Throws: `unknownOrganization`, `unknownMember`, `memberClosed`.
    public func issue(
        _ challenge: Challenge, in organization: OrganizationID
    ) async throws(StoreError) {
        let place = MemberPlace(organization: organization, member: challenge.member)
        let clock = options.clock
        try await queue.write(in: organization.text) { connection in
            let now = clock()
            _ = try Self.requireOpen(place, at: now, on: connection)
            try ChallengeRows.insert(challenge, in: organization, at: now, on: connection)
        }
    }

    @discardableResult
    private static func requireMember(
        _ place: MemberPlace, on connection: any SQLConnection
    ) throws -> MemberRow {
        let row = try MemberRow.find(place.member, in: place.organization, on: connection)
        guard let row else { throw StoreError.unknownMember(place.member) }
        return row
    }

    private static func requireOpen(
        _ place: MemberPlace, at now: Instant, on connection: any SQLConnection
    ) throws -> MemberRow {
        let row = try requireMember(place, on: connection)
        guard !row.isClosed(at: now) else { throw StoreError.memberClosed }
        return row
    }

    /// - Throws: `consentRequired` unless what is known of devices may be processed.
    private static func requireConsent(
        _ row: MemberRow, in organization: OrganizationID, at now: Instant,
        on connection: any SQLConnection
    ) throws {
        let rules = try connection.row(
            """
            SELECT necessity, major_notices
            FROM organization
            WHERE id = $1
            """, [.text(organization.text)])
        guard let rules else { throw StoreError.unknownOrganization }
        let state = ConsentState(
            granted: row.consents, notices: row.notices,
            necessity: Purposes(rawValue: try rules.integer(0)), changes: try rules.text(1))
        guard state.active(at: now).contains(Purposes(.device)) else {
            throw StoreError.consentRequired(.device)
        }
    }

    private static func detail(_ pseudonym: [UInt8]) -> String {
        "device \(Hexadecimal.encode(pseudonym.prefix(8)))"
    }
}
