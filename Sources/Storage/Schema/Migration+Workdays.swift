extension Migration {
    /// What workdays are made from, found by member and time.
    static let workdays = Migration(
        number: 3, name: "workdays",
        statements: [
            """
            CREATE TABLE document_subject (
              organization_id TEXT NOT NULL,
              kind TEXT NOT NULL,
              id TEXT NOT NULL,
              member_id TEXT NOT NULL,
              from_day BIGINT NOT NULL, -- days since 1970-01-01
              to_day BIGINT NOT NULL, -- included
              PRIMARY KEY (organization_id, kind, id),
              FOREIGN KEY (organization_id, kind, id)
                REFERENCES document (organization_id, kind, id)
            )
            """,
            """
            CREATE INDEX document_of_member
            ON document_subject (organization_id, kind, member_id, to_day)
            """,
            "ALTER TABLE record ADD COLUMN place TEXT",
            "ALTER TABLE record ADD COLUMN origin TEXT",
            "DROP INDEX record_that_counts",
            """
            CREATE INDEX punch_of_member
            ON record (
              organization_id, member_id, occurred_at, sequence, id, direction, place, origin
            )
            WHERE counts = 1
            """,
        ])
}
