extension Migration {
    /// Memberships that will end, legal holds, a sweeper that waits, and versions of keys that count on.
    static let standing = Migration(
        number: 21, name: "standing",
        statements: [
            "ALTER TABLE member ADD COLUMN closes_at BIGINT",
            """
            CREATE INDEX member_that_closes
            ON member (organization_id, closes_at)
            WHERE closes_at IS NOT NULL
            """,
            """
            CREATE TABLE legal_hold (
              organization_id TEXT NOT NULL,
              member_id TEXT NOT NULL,
              reason {bytes} NOT NULL, -- sealed
              placed_by TEXT NOT NULL,
              placed_at BIGINT NOT NULL,
              PRIMARY KEY (organization_id, member_id),
              FOREIGN KEY (organization_id, member_id) REFERENCES member (organization_id, id)
            )
            """,
            """
            CREATE TABLE sweeper (
              id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1), -- there is one
              swept_at BIGINT,
              stopped_at BIGINT -- NULL while the clock is believed
            )
            """,
            "INSERT INTO sweeper (id) VALUES (1)",
            // An erased member's keys are gone with their numbers; no later key may repeat one.
            "ALTER TABLE organization ADD COLUMN key_floor BIGINT NOT NULL DEFAULT 0",
            """
            UPDATE organization
            SET key_floor = (
              SELECT COALESCE(MAX(k.version), 0)
              FROM sealing_key k
              WHERE k.organization_id = organization.id
                AND k.member_id <> ''
            )
            WHERE id > ''
            """,
        ])
}
