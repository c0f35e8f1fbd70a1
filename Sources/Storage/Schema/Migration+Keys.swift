extension Migration {
    /// One table of wrapped keys in place of two pairs; `KeyUnification` moves what they hold.
    static let sealingKeys = Migration(
        number: 13, name: "keys",
        statements: [
            """
            CREATE TABLE sealing_key (
              organization_id TEXT NOT NULL REFERENCES organization (id),
              member_id TEXT NOT NULL, -- empty for the organization's own; may come before members
              purpose TEXT NOT NULL, -- what the key does
              version BIGINT NOT NULL CHECK (version >= 1), -- counts on after a destroyed key
              wrapped {bytes}, -- under the key one step above; NULL once destroyed
              wrapper_version BIGINT NOT NULL, -- of the key one step above, which one
              made_at BIGINT NOT NULL,
              PRIMARY KEY (organization_id, member_id, purpose, version)
            )
            """,
            """
            CREATE INDEX sealing_key_by_wrapper
            ON sealing_key (organization_id, wrapper_version, member_id, purpose, version)
            """,
        ],
        step: { try KeyUnification(root: $0.root, on: $0.connection, at: $0.now).run() },
        afterwards: [
            "DROP TABLE member_seal",
            "DROP TABLE organization_seal",
            "DROP TABLE member_key",
            "DROP TABLE organization_key",
        ])
}
