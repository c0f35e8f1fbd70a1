extension Migration {
    /// The wrapped keys of organizations and members, and what is left of erased members.
    static let seals = Migration(
        number: 5, name: "seals",
        statements: [
            """
            CREATE TABLE organization_seal (
              organization_id TEXT NOT NULL PRIMARY KEY REFERENCES organization (id),
              wrapped {bytes} NOT NULL, -- under the server's key, which is not in here
              wrapper_version BIGINT NOT NULL -- of the server's keys, which one
            )
            """,
            """
            CREATE TABLE member_seal (
              organization_id TEXT NOT NULL,
              member_id TEXT NOT NULL, -- its row may be written after the key
              wrapped {bytes} NOT NULL, -- under the organization's key; deleting it shreds
              PRIMARY KEY (organization_id, member_id)
            )
            """,
            "ALTER TABLE member ADD COLUMN erased_at BIGINT",
            """
            CREATE TABLE erasure (
              organization_id TEXT NOT NULL REFERENCES organization (id),
              number BIGINT NOT NULL,
              subject {bytes} NOT NULL, -- a keyed pseudonym, so that restore finds the person again
              erased_at BIGINT NOT NULL,
              PRIMARY KEY (organization_id, number)
            )
            """,
        ])
}
