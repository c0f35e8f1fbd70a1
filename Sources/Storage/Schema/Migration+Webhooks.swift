extension Migration {
    /// How far webhooks have been told, and what happened beside the ledger.
    static let webhooks = Migration(
        number: 14, name: "webhooks",
        statements: [
            """
            CREATE TABLE webhook_progress (
              organization_id TEXT NOT NULL REFERENCES organization (id),
              webhook_id TEXT NOT NULL,
              record_sequence BIGINT NOT NULL, -- of the newest record that was told
              event_number BIGINT NOT NULL, -- of the newest event that was told
              attempts BIGINT NOT NULL, -- of the next message, all failed
              next_at BIGINT NOT NULL,
              PRIMARY KEY (organization_id, webhook_id)
            )
            """,
            """
            CREATE TABLE webhook_event (
              organization_id TEXT NOT NULL REFERENCES organization (id),
              number BIGINT NOT NULL CHECK (number >= 1),
              kind TEXT NOT NULL,
              happened_at BIGINT NOT NULL,
              member_id TEXT NOT NULL, -- of an erasure: until it was told
              from_day BIGINT, -- days since 1970-01-01
              to_day BIGINT, -- included
              PRIMARY KEY (organization_id, number)
            )
            """,
        ])
}
