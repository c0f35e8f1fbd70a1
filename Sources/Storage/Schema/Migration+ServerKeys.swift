import Sealing

extension Migration {
    /// The server's own keys, and how far the rotation of members' keys is.
    ///
    /// Databases that have organizations keep the keys that were drawn from their root key, so that
    /// API keys, pseudonyms and signatures stay what they are; others get keys of their own.
    static let serverKeys = Migration(
        number: 40, name: "server-keys",
        statements: [
            """
            CREATE TABLE server_key (
              purpose TEXT NOT NULL,
              version BIGINT NOT NULL CHECK (version >= 1),
              wrapped {bytes} NOT NULL, -- under the root key
              wrapper_version BIGINT NOT NULL, -- the name of that root key
              made_at BIGINT NOT NULL,
              PRIMARY KEY (purpose, version)
            )
            """,
            """
            CREATE TABLE key_rotation (
              number BIGINT NOT NULL PRIMARY KEY,
              started_at BIGINT NOT NULL, -- keys made before are to be replaced
              finished_at BIGINT
            )
            """,
        ],
        step: { context in
            // Before anything is drawn from a key that is not the database's.
            try RootKeys(context.root).requireKnown(on: context.connection)
            let organization = try context.connection.row(
                "SELECT id FROM organization WHERE id > $1 ORDER BY id LIMIT 1", [.text("")])
            guard organization != nil else { return }
            let drawn: [ServerKey] = [
                .tokens, .deviceList, .deviceListSalts, .webhooks, .pseudonyms, .traces,
                .chainHeads,
            ]
            for key in drawn {
                try ServerKeyRows.insert(
                    context.root.drawn(key.rawValue), as: key, under: context.root,
                    at: context.now, on: context.connection)
            }
        })
}
