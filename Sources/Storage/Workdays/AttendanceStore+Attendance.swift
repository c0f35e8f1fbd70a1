import Attendance
import Sealing
import Timekeeping

extension AttendanceStore {
    /// Members in the order of their ids, each with all that its workdays are made of.
    ///
    /// Check-ins come from one index, by member and time; documents by the members they speak of.
    public func attendance(
        _ query: AttendanceQuery, in organization: OrganizationID
    ) async throws(StoreError) -> [MemberAttendance] {
        let now = options.clock()
        return try await unsealing(.snapshot) { connection, seal in
            let members = try AttendanceRows.members(query, in: organization, on: connection)
                .compactMap { row in
                    try row.listed(openedBy: seal, in: organization, at: now)
                        .map { (row.id, $0.value?.value) }
                }
            guard let first = members.first?.0, let last = members.last?.0 else { return [] }
            let rows = AttendanceRows(
                organization: organization, first: first, last: last, query: query)
            var page = members.map { id, member in
                member.map(MemberAttendance.init) ?? MemberAttendance(unreadable: id)
            }
            var places: [String: Int] = [:]
            for (index, member) in members.enumerated() { places[member.0.text] = index }
            try rows.punches(on: connection) { member, punch in
                if let index = places[member] { page[index].punches.append(punch) }
            }
            // What was approved or rostered decides about pay: without it nothing is worked out.
            func read<Value: Document>(
                _ type: Value.Type, _ take: (inout MemberAttendance, Value) -> Void
            ) throws {
                try rows.documents(type, openedBy: seal, on: connection) { member, document in
                    guard let index = places[member] else { return }
                    if let document {
                        take(&page[index], document)
                    } else {
                        page[index] = MemberAttendance(unreadable: page[index].member.id)
                    }
                }
            }
            try read(ApprovalDocument.self) { $0.approvals.append($1.approval) }
            try read(Review.self) { $0.reviews.append($1) }
            try read(RuleHistory<RosterDay>.self) { $0.roster.append($1) }
            return page
        }
    }
}

/// The statements that read the attendance of a run of members.
struct AttendanceRows {
    let organization: OrganizationID
    let first: MemberID
    let last: MemberID
    let query: AttendanceQuery

    static func members(
        _ query: AttendanceQuery, in organization: OrganizationID,
        on connection: any SQLConnection
    ) throws -> [MemberRow] {
        if let member = query.member {
            return try MemberRow.find(member, in: organization, on: connection).map { [$0] } ?? []
        }
        return try connection.rows(
            """
            SELECT \(MemberRow.columns)
            FROM member
            WHERE organization_id = $1
              AND id > $2
              AND erased_at IS NULL
            ORDER BY id
            LIMIT $3
            """,
            [
                .text(organization.text), .text(query.after?.text ?? ""),
                .integer(Int64(query.limit)),
            ]
        ).map { try MemberRow($0) }
    }

    /// Check-ins that count, in any order.
    func punches(
        on connection: any SQLConnection, _ body: (String, Punch) throws -> Void
    ) throws {
        // The cross join makes one search of the index for each member, whatever the history. The
        // limit keeps SQLite from carrying the range of members over to the records, which it would
        // search by it and so read every member's records once for each member. What is detailed
        // lies outside of the index.
        let details = query.isDetailed ? "r.geofence, r.codes" : "NULL, NULL"
        try connection.forEach(
            """
            SELECT m.id, r.id, r.occurred_at, r.direction, r.place, r.origin, r.verdict, \(details)
            FROM (
              SELECT id
              FROM member
              WHERE organization_id = $1
                AND id >= $2
                AND id <= $3
              ORDER BY id
              LIMIT 1000000
            ) m
            CROSS JOIN record r
            WHERE r.organization_id = $1
              AND r.member_id = m.id
              AND r.counts = 1
              AND r.occurred_at >= $4
              AND r.occurred_at < $5
            """, range(query.from, query.to, scale: 86_400_000)
        ) { row in
            var punch = try Self.punch(row, from: 1)
            let codes = try row.optionalText(8)?.split(separator: " ") ?? []
            punch.take(
                verdict: Verdict(rawValue: try row.text(6)) ?? .flagged,
                geofence: try row.optionalText(7),
                codes: codes.compactMap { RiskCode(rawValue: String($0)) })
            try body(try row.text(0), punch)
        }
    }

    /// Documents that touch the dates of the query, in any order; nil for an altered one.
    func documents<Value: Document>(
        _ type: Value.Type, openedBy seal: any PayloadSeal, on connection: any SQLConnection,
        _ body: (String, Value?) throws -> Void
    ) throws {
        try connection.forEach(
            """
            SELECT s.member_id, d.body, d.version, d.member_id, d.id
            FROM document_subject s
            JOIN document d
              ON d.organization_id = s.organization_id
              AND d.kind = s.kind
              AND d.id = s.id
            WHERE s.organization_id = $1
              AND s.member_id >= $2
              AND s.member_id <= $3
              AND s.to_day >= $4
              AND s.from_day <= $5
              AND s.kind = $6
            """,
            range(query.documentsFrom, query.documentsTo, scale: 1)
                + [.text(Value.kind.rawValue)]
        ) { row in
            let document: Value?
            do {
                document = try DocumentBody.opened(
                    type, row, columns: (1, 2, 3), id: try row.text(4), in: organization,
                    by: seal)
            } catch is SealError { document = nil }
            try body(try row.text(0), document)
        }
    }

    /// The punch of five columns: id, time, direction, place, origin.
    static func punch(_ row: SQLRow, from first: Int) throws -> Punch {
        var punch = Punch(
            id: try row.text(first), at: Instant(milliseconds: try row.integer(first + 1)),
            Punch.Direction(rawValue: try row.text(first + 2)) ?? .auto)
        let place = try row.optionalText(first + 3)
        let origin = try row.optionalText(first + 4)
        punch.place = place.flatMap(Punch.Place.init(rawValue:)) ?? .notChecked
        punch.origin = origin.flatMap(Punch.Origin.init(rawValue:)) ?? .own
        return punch
    }

    private func range(_ from: CivilDate, _ to: CivilDate, scale: Int64) -> [SQLValue] {
        [
            .text(organization.text), .text(first.text), .text(last.text),
            .integer(Int64(from.days) * scale), .integer(Int64(to.days) * scale),
        ]
    }
}
