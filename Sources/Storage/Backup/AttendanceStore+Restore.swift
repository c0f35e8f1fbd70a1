import Attendance
import Sealing
import Timekeeping

extension AttendanceStore {
    /// Gives a restored database its members' keys back, and erases again who was erased since.
    ///
    /// An erasure that the copy knows of is over: its id may belong to somebody else by now. Any
    /// other one is done again, before the keys are there. Nobody is told of it once more.
    ///
    /// - Parameter witnessed: Erasures that the ledger beside the root key tells of.
    /// - Returns: How many people were erased.
    func takeBack(_ carried: CarriedKeys, erasing witnessed: [ErasureEntry]) throws -> Int {
        let now = options.clock()
        var erased = 0
        let hasStandIns = try !carried.engine.columns(of: StandIns.table, in: nil).isEmpty
        try carried.write { connection in
            let missed = try Self.missed(witnessed, on: connection)
            var strangers = try hasStandIns ? Self.strangers(on: connection) : [:]
            for (name, entries) in Dictionary(grouping: missed, by: \.organization) {
                guard let organization = OrganizationID(name),
                    try connection.state(of: .audit, in: organization) != nil
                else { continue }
                let named = try eraseAgain(entries, in: organization, at: now, on: connection)
                let nameless = strangers.removeValue(forKey: name) ?? []
                // Those whom no erasure explains have lost their keys in another way.
                guard nameless.count <= entries.count - named,
                    try nameless.isEmpty || !Self.isRotated(organization, on: connection)
                else { throw BackupError.missingKeys(Int64(nameless.count)) }
                for member in nameless {
                    let place = MemberPlace(organization: organization, member: member)
                    try eraseAgain(place, isStandIn: true, at: now, on: connection)
                }
                erased += named + nameless.count
                try Self.enter(entries, of: organization, on: connection)
            }
            let left = strangers.values.reduce(0) { $0 + $1.count }
            guard left == 0 else { throw BackupError.missingKeys(Int64(left)) }
            if hasStandIns { try connection.run("DROP TABLE \(StandIns.table)", []) }
            try carried.adoptMemberKeys(on: connection)
            try withdrawAgain(at: now, on: connection)
            if sealsPayloads { try Self.requireKeys(on: connection) }
        }
        return erased
    }

    /// The erasures that the copy does not know of, oldest first.
    private static func missed(
        _ witnessed: [ErasureEntry], on connection: any SQLConnection
    ) throws -> [ErasureEntry] {
        let own = try ErasureRows.all(on: connection)
        let current = try ErasureRows.all(in: "\(CarriedKeys.schema).erasure", on: connection)
        // The ledger only grows: one that lacks a line of the copy is another database's.
        guard Set(own).isSubset(of: current) else { throw BackupError.foreignKeys }
        var known = Set(own.map(\.event))
        return (current + witnessed).filter { known.insert($0.event).inserted }
            .sorted { ($0.erasedAt, $0.number) < ($1.erasedAt, $1.number) }
    }

    /// Those in the copy whom no key names any more, by organization.
    private static func strangers(
        on connection: any SQLConnection
    ) throws -> [String: [MemberID]] {
        let rows = try connection.rows(
            """
            SELECT organization_id, name
            FROM \(StandIns.table)
            ORDER BY organization_id, name
            """, []
        ).map { (try $0.text(0), MemberID(try $0.text(1))) }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.compactMap(\.1) }
    }

    /// Whether members' keys were replaced since the copy was made: then it is not erasures alone
    /// that leave somebody without a name.
    private static func isRotated(
        _ organization: OrganizationID, on connection: any SQLConnection
    ) throws -> Bool {
        try connection.row(
            """
            SELECT 1
            FROM \(CarriedKeys.schema).sealing_key
            WHERE organization_id = $1
              AND member_id > $2
              AND rotation > (
                SELECT COALESCE(MAX(number), 0)
                FROM key_rotation
                WHERE finished_at IS NOT NULL
              )
            LIMIT 1
            """, [.text(organization.text), .text("")]) != nil
    }

    private func eraseAgain(
        _ place: MemberPlace, isStandIn: Bool = false, at now: Instant,
        on connection: any SQLConnection
    ) throws {
        let caller = Caller(role: .operator, organization: nil)
        let note = try erase(
            place, isStandIn: isStandIn, by: caller, at: now, on: connection)
        try connection.append(note, in: place.organization, at: now)
    }

    private func eraseAgain(
        _ entries: [ErasureEntry], in organization: OrganizationID, at now: Instant,
        on connection: any SQLConnection
    ) throws -> Int {
        let session = keys.session()
        guard let lookup = try keys.lookupKeys(of: organization, session, on: connection) else {
            throw BackupError.foreignKeys
        }
        let subjects = Set(entries.map(\.subject))
        var count = 0
        var last = ""
        while true {
            let page = try connection.rows(
                """
                SELECT id
                FROM member
                WHERE organization_id = $1
                  AND id > $2
                  AND erased_at IS NULL
                ORDER BY id
                LIMIT $3
                """, [.text(organization.text), .text(last), .integer(1_000)]
            ).compactMap { MemberID(try $0.text(0)) }
            guard let end = page.last else { return count }
            for member in page {
                let subject = pseudonym(
                    of: Self.subjectName(of: member), in: organization, by: lookup)
                guard subjects.contains(subject) else { continue }
                let place = MemberPlace(organization: organization, member: member)
                try eraseAgain(place, at: now, on: connection)
                count += 1
            }
            last = end.text
        }
    }

    /// Ends again the consents that were withdrawn after the copy was made, with all that went with
    /// them; those that were given since must be given anew.
    private func withdrawAgain(at now: Instant, on connection: any SQLConnection) throws {
        let columns = ConsentRows.columns.split(separator: ", ").map { "c.\($0)" }
        let rows = try connection.rows(
            """
            SELECT \(columns.joined(separator: ", ")), c.organization_id, c.member_id
            FROM \(CarriedKeys.schema).consent_receipt c
            JOIN member m ON m.organization_id = c.organization_id
              AND m.id = c.member_id
            WHERE c.action = $1
              AND c.number > m.consent_version
              AND m.erased_at IS NULL
            ORDER BY c.organization_id, c.member_id, c.number
            """, [.text(ConsentReceipt.Action.withdrawn.rawValue)])
        for row in rows {
            let receipt = try ConsentRows.receipt(row)
            guard let organization = OrganizationID(try row.text(6)),
                let member = MemberID(try row.text(7)),
                let found = try MemberRow.find(member, in: organization, on: connection),
                found.consents.contains(Purposes(receipt.purpose))
            else { continue }
            let place = MemberPlace(organization: organization, member: member)
            try ConsentRows.append([receipt], to: found, in: organization, on: connection)
            try Self.forget(receipt.purpose, of: place, faceRows, on: connection)
            let note = AuditNote(
                "consent.record", member.text,
                detail: "\(receipt.action.rawValue) \(receipt.purpose.rawValue)",
                by: Caller(role: .operator, organization: nil))
            try connection.append(note, in: organization, at: now)
        }
    }

    /// Keeps number and time of each line, unless another one has the number.
    private static func enter(
        _ entries: [ErasureEntry], of organization: OrganizationID,
        on connection: any SQLConnection
    ) throws {
        let taken = try connection.rows(
            """
            SELECT number
            FROM erasure
            WHERE organization_id = $1
            """, [.text(organization.text)]
        ).map { try $0.integer(0) }
        var used = Set(taken)
        var next = max(used.max() ?? 0, entries.map(\.number).max() ?? 0) + 1
        for entry in entries {
            var number = entry.number
            if !used.insert(number).inserted {
                number = next
                used.insert(number)
                next += 1
            }
            let row = ErasureEntry(
                organization: entry.organization, number: number, subject: entry.subject,
                erasedAt: entry.erasedAt)
            try ErasureRows.insert(row, on: connection)
        }
    }

    /// - Throws: `BackupError.missingKeys` when somebody's data could not be opened any more: the key
    ///   that it is sealed under is not there, because it was replaced after the copy was made.
    private static func requireKeys(on connection: any SQLConnection) throws {
        let all = try connection.row("SELECT COUNT(*) FROM member WHERE erased_at IS NULL", [])
        var missing = try all?.integer(0) ?? 0
        try connection.forEach(
            """
            SELECT m.profile, k.version
            FROM member m
            JOIN sealing_key k ON k.organization_id = m.organization_id
              AND k.member_id = m.id
            WHERE m.erased_at IS NULL
              AND k.purpose = $1
              AND k.wrapped IS NOT NULL
            """, [.text(SealPurpose.general.rawValue)]
        ) { row in
            guard let header = try? BoxHeader(reading: try row.bytes(0)) else {
                throw BackupError.damaged("a profile is not sealed")
            }
            if try row.integer(1) == Int64(header.keyVersion) { missing -= 1 }
        }
        guard missing == 0 else { throw BackupError.missingKeys(missing) }
    }
}
