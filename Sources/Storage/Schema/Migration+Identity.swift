extension Migration {
    /// Issuers of tokens, challenges, and the keys of devices.
    static let identity = Migration(
        number: 7, name: "identity",
        statements: [
            """
            CREATE TABLE identity_issuer (
              organization_id TEXT NOT NULL PRIMARY KEY REFERENCES organization (id),
              issuer TEXT NOT NULL
            )
            """,
            "CREATE INDEX identity_by_issuer ON identity_issuer (issuer, organization_id)",
            """
            CREATE TABLE challenge (
              organization_id TEXT NOT NULL REFERENCES organization (id),
              nonce {bytes} NOT NULL, -- its SHA-256: a reader of the table cannot answer
              member_id TEXT NOT NULL,
              expires_at BIGINT NOT NULL,
              PRIMARY KEY (organization_id, nonce)
            )
            """,
            """
            CREATE INDEX challenge_of_member
            ON challenge (organization_id, member_id, expires_at)
            """,
            """
            CREATE INDEX challenge_by_age
            ON challenge (organization_id, expires_at)
            """,
            """
            CREATE TABLE device_key (
              organization_id TEXT NOT NULL,
              member_id TEXT NOT NULL,
              device {bytes} NOT NULL, -- the organization's keyed pseudonym
              curve TEXT NOT NULL CHECK (curve IN ('P-256', 'SM2')),
              point {bytes} NOT NULL, -- uncompressed: 4, x, y
              registered_at BIGINT NOT NULL,
              version BIGINT NOT NULL CHECK (version >= 1),
              PRIMARY KEY (organization_id, member_id, device),
              FOREIGN KEY (organization_id, member_id) REFERENCES member (organization_id, id)
            )
            """,
        ])
}
