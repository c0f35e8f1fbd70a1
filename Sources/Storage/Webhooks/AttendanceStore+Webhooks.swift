import Attendance
import Timekeeping

extension AttendanceStore {
    /// Webhooks of all organizations that have something to be told and whose time has come.
    public func dueWebhooks(
        at now: Instant, limit: Int
    ) async throws(StoreError) -> [WebhookProgress] {
        try await reading { connection in
            try connection.rows(
                """
                SELECT p.organization_id, p.webhook_id, p.record_sequence, p.event_number,
                  p.attempts
                FROM webhook_progress p
                JOIN chain_head h ON h.organization_id = p.organization_id
                WHERE h.chain = $1
                  AND p.next_at <= $2
                  AND (
                    h.sequence > p.record_sequence
                    OR EXISTS (
                      SELECT 1
                      FROM webhook_event e
                      WHERE e.organization_id = p.organization_id
                        AND e.number > p.event_number
                    )
                  )
                ORDER BY p.next_at, p.organization_id, p.webhook_id
                LIMIT $3
                """,
                [
                    .text(Chain.record.rawValue), .integer(now.milliseconds),
                    .integer(Int64(limit)),
                ]
            ).compactMap { row in
                guard let organization = OrganizationID(try row.text(0)) else { return nil }
                return WebhookProgress(
                    organization: organization, webhook: try row.text(1),
                    record: try row.integer(2), event: try row.integer(3),
                    attempts: Int(clamping: try row.integer(4)))
            }
        }
    }

    /// The records after a sequence, oldest first; nil for those that were erased or altered.
    public func records(
        after sequence: Int64, in organization: OrganizationID, limit: Int
    ) async throws(StoreError) -> [(sequence: Int64, record: Record?)] {
        try await unsealing(.snapshot) { connection, seal in
            let proving = proving(organization, seal)
            return try connection.rows(
                """
                SELECT \(ProvenRows.recordColumns)
                FROM record r
                \(ProvenRows.recordBefore)
                WHERE r.organization_id = $1
                  AND r.sequence > $2
                ORDER BY r.sequence
                LIMIT $3
                """,
                [.text(organization.text), .integer(sequence), .integer(Int64(limit))]
            ).map { row in
                (try row.integer(2), try proving.record(row)?.value)
            }
        }
    }

    /// The events after a number, oldest first.
    public func webhookEvents(
        after number: Int64, in organization: OrganizationID, limit: Int
    ) async throws(StoreError) -> [WebhookEvent] {
        try await reading { connection in
            try connection.rows(
                """
                SELECT number, kind, happened_at, member_id, from_day, to_day
                FROM webhook_event
                WHERE organization_id = $1
                  AND number > $2
                ORDER BY number
                LIMIT $3
                """,
                [.text(organization.text), .integer(number), .integer(Int64(limit))]
            ).map { try WebhookRows.event($0) }
        }
    }

    /// Notes how far a webhook has been told, unless somebody moved it meanwhile.
    public func move(
        _ progress: WebhookProgress, to reached: WebhookProgress, next: Instant
    ) async throws(StoreError) {
        let wasNamed = try await changing(progress.organization) { connection, _ in
            try connection.run(
                """
                UPDATE webhook_progress
                SET record_sequence = $1, event_number = $2, attempts = $3, next_at = $4
                WHERE organization_id = $5
                  AND webhook_id = $6
                  AND record_sequence = $7
                  AND event_number = $8
                """,
                [
                    .integer(reached.record), .integer(reached.event),
                    .integer(Int64(reached.attempts)), .integer(next.milliseconds),
                    .text(progress.organization.text), .text(progress.webhook),
                    .integer(progress.record), .integer(progress.event),
                ])
            guard reached.event > progress.event else { return (false, nil) }
            return (try WebhookRows.forgetErased(in: progress.organization, on: connection), nil)
        }
        if wasNamed { await scrub() }
    }

    /// Has a webhook told again what happened from a time on.
    ///
    /// - Throws: `unknownOrganization`, `notFound`.
    public func replay(
        webhook id: String, from time: Instant, in organization: OrganizationID, by caller: Caller
    ) async throws(StoreError) {
        try await changing(organization) { connection, now in
            let changed = try connection.run(
                """
                UPDATE webhook_progress
                SET attempts = 0, next_at = $1,
                  record_sequence = (
                    SELECT COALESCE(MAX(sequence), 0)
                    FROM record
                    WHERE organization_id = $2
                      AND received_at < $3
                  ),
                  event_number = (
                    SELECT COALESCE(MAX(number), 0)
                    FROM webhook_event
                    WHERE organization_id = $2
                      AND happened_at < $3
                  )
                WHERE organization_id = $2
                  AND webhook_id = $4
                """,
                [
                    .integer(now.milliseconds), .text(organization.text),
                    .integer(time.milliseconds), .text(id),
                ])
            guard changed == 1 else { throw StoreError.notFound }
            return ((), AuditNote("webhook.replay", id, by: caller))
        }
    }
}
