extension Migration {
    /// The copies that were made of the database, and the keys that open them.
    static let backups = Migration(
        number: 30, name: "backups",
        statements: [
            """
            CREATE TABLE backup_copy (
              number BIGINT NOT NULL PRIMARY KEY CHECK (number >= 1), -- rises; never used again
              made_at BIGINT NOT NULL,
              wrapped {bytes} NOT NULL, -- the copy's key under the root key; no copy holds it
              wrapper_version BIGINT NOT NULL -- the name of that root key
            )
            """
        ])
}
