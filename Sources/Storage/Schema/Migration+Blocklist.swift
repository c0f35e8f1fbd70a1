extension Migration {
    /// Every change of an organization's own blocklist rules, in order.
    static let blocklist = Migration(
        number: 2, name: "blocklist",
        statements: [
            """
            CREATE TABLE blocklist_change (
              organization_id TEXT NOT NULL REFERENCES organization (id),
              revision BIGINT NOT NULL CHECK (revision >= 1), -- counts without a gap
              rule_id TEXT NOT NULL,
              body {bytes}, -- NULL for a rule that was taken out of force
              PRIMARY KEY (organization_id, revision)
            )
            """
        ])
}
