import Attendance
import Timekeeping

/// What webhooks are told, and how far, as rows.
enum WebhookRows {
    /// Begins to tell a webhook what happens from now on; one that is replaced goes on.
    static func start(_ name: DocumentName, at now: Instant, on connection: any SQLConnection)
        throws
    {
        guard name.kind == .webhook else { return }
        let record = try connection.state(of: .record, in: name.organization)?.sequence ?? 0
        try connection.run(
            """
            INSERT INTO webhook_progress (
              organization_id, webhook_id, record_sequence, event_number, attempts, next_at
            )
            VALUES ($1, $2, $3, $4, 0, $5)
            ON CONFLICT (organization_id, webhook_id) DO NOTHING
            """,
            [
                .text(name.organization.text), .text(name.id), .integer(record),
                .integer(try newest(in: name.organization, on: connection)),
                .integer(now.milliseconds),
            ])
    }

    /// Forgets a webhook.
    static func stop(_ name: DocumentName, on connection: any SQLConnection) throws {
        guard name.kind == .webhook else { return }
        try connection.run(
            """
            DELETE FROM webhook_progress
            WHERE organization_id = $1
              AND webhook_id = $2
            """, [.text(name.organization.text), .text(name.id)])
        try forgetErased(in: name.organization, on: connection)
    }

    /// Notes that a document of a member changed, where somebody is told of it.
    static func noteChange(
        of subject: DocumentSubject?, _ name: DocumentName, at now: Instant,
        on connection: any SQLConnection
    ) throws {
        guard [.review, .approval, .roster].contains(name.kind), let subject else { return }
        try append(
            .workday, member: subject.member.text,
            dates: subject.from...max(subject.from, subject.to),
            in: name.organization, at: now, on: connection)
    }

    /// Adds an event where somebody is told of it.
    static func append(
        _ kind: Webhook.EventKind, member: String, dates: ClosedRange<CivilDate>? = nil,
        in organization: OrganizationID, at now: Instant, on connection: any SQLConnection
    ) throws {
        let isHeard = try connection.row(
            """
            SELECT 1
            FROM webhook_progress
            WHERE organization_id = $1
            LIMIT 1
            """, [.text(organization.text)])
        guard isHeard != nil else { return }
        try connection.run(
            """
            INSERT INTO webhook_event (
              organization_id, number, kind, happened_at, member_id, from_day, to_day
            )
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .text(organization.text),
                .integer(try newest(in: organization, on: connection) + 1), .text(kind.rawValue),
                .integer(now.milliseconds), .text(member),
                SQLValue(dates.map { Int64($0.lowerBound.days) }),
                SQLValue(dates.map { Int64($0.upperBound.days) }),
            ])
    }

    private static func newest(
        in organization: OrganizationID, on connection: any SQLConnection
    ) throws -> Int64 {
        try connection.row(
            """
            SELECT number
            FROM webhook_event
            WHERE organization_id = $1
            ORDER BY number DESC
            LIMIT 1
            """, [.text(organization.text)])?.integer(0) ?? 0
    }

    /// Takes the name of the erased out of the events that everybody was told of.
    ///
    /// - Returns: Whether there was one.
    @discardableResult
    static func forgetErased(
        in organization: OrganizationID, on connection: any SQLConnection
    ) throws -> Bool {
        try connection.run(
            """
            UPDATE webhook_event
            SET member_id = ''
            WHERE organization_id = $1
              AND kind = $2
              AND member_id <> ''
              AND number <= COALESCE(
                (SELECT MIN(event_number) FROM webhook_progress WHERE organization_id = $1), number
              )
            """, [.text(organization.text), .text(Webhook.EventKind.erased.rawValue)]) > 0
    }

    static func event(_ row: SQLRow) throws -> WebhookEvent {
        guard let kind = Webhook.EventKind(rawValue: try row.text(1)) else {
            throw EngineError(kind: .corrupt, message: "an event is malformed")
        }
        var dates: ClosedRange<CivilDate>?
        if let from = try row.optionalInteger(4), let to = try row.optionalInteger(5), from <= to {
            dates = CivilDate(days: Int(clamping: from))...CivilDate(days: Int(clamping: to))
        }
        return WebhookEvent(
            number: try row.integer(0), kind: kind, at: Instant(milliseconds: try row.integer(2)),
            member: try row.text(3), dates: dates)
    }
}
