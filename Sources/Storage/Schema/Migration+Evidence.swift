extension Migration {
    /// Evidence of check-ins that is kept for a while.
    static let evidence = Migration(
        number: 20, name: "evidence",
        statements: [
            """
            CREATE TABLE evidence (
              organization_id TEXT NOT NULL,
              member_id TEXT NOT NULL,
              record_id TEXT NOT NULL,
              kept_at BIGINT NOT NULL,
              expires_at BIGINT NOT NULL,
              group_id TEXT NOT NULL, -- whose policy keeps it; empty for the organization's
              location {bytes}, -- sealed, as the next three; NULL once its consent is withdrawn
              wifi {bytes},
              motion {bytes},
              device {bytes},
              PRIMARY KEY (organization_id, member_id, record_id),
              FOREIGN KEY (organization_id, member_id) REFERENCES member (organization_id, id)
            )
            """,
            """
            CREATE INDEX evidence_by_end
            ON evidence (organization_id, expires_at)
            """,
        ])
}
