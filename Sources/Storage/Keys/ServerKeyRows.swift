import Sealing
import Timekeeping

/// The server's own keys as rows.
///
/// They stay when the root key is replaced, which only wraps them anew: digests of API keys,
/// pseudonyms, traces and signatures would otherwise all end with it.
enum ServerKeyRows {
    /// The version of every key so far.
    static let version: UInt32 = 1

    /// All of them; those that are not there yet are made.
    ///
    /// - Throws: `OpeningError.foreignRootKey` when a root that is not at hand wrapped one.
    static func openOrMake(
        under roots: RootKeys, at now: Instant, on connection: any WriteConnection
    ) throws -> ServerSecrets {
        var secrets = try open(under: roots, on: connection)
        let missing = ServerKey.allCases.filter { secrets[$0] == nil }
        if !missing.isEmpty {
            try connection.begin(touching: [])
            do {
                for key in missing {
                    let secret = try Secret(randomByteCount: 32)
                    try insert(secret, as: key, under: roots.current, at: now, on: connection)
                    secrets[key] = secret
                }
                try connection.commit()
            } catch {
                try connection.rollBack()
                throw error
            }
        }
        return ServerSecrets(secrets)
    }

    /// Those that are there.
    ///
    /// - Throws: `OpeningError.foreignRootKey` when a root that is not at hand wrapped one.
    static func open(
        under roots: RootKeys, on connection: any SQLConnection
    ) throws -> [ServerKey: Secret] {
        var secrets: [ServerKey: Secret] = [:]
        for key in ServerKey.allCases {
            guard let box = try find(key, on: connection) else { continue }
            var plain = try open(box, of: key, under: roots)
            secrets[key] = Secret(copying: plain)
            plain.overwrite()
        }
        return secrets
    }

    /// Wraps by a root what others wrap, or what it wrapped by another cipher.
    ///
    /// - Returns: How many they were.
    static func rewrap(
        from roots: RootKeys, under root: OwnerKey, on connection: any SQLConnection
    ) throws -> Int {
        var count = 0
        for key in ServerKey.allCases {
            guard let box = try find(key, on: connection) else { continue }
            let header = try BoxHeader(reading: box)
            if header.keyVersion == root.version && header.cipher == root.cipher { continue }
            var plain = try open(box, of: key, under: roots)
            defer { plain.overwrite() }
            try connection.run(
                """
                UPDATE server_key
                SET wrapped = $1, wrapper_version = $2
                WHERE purpose = $3
                  AND version = $4
                """,
                [
                    .bytes(try root.seal(plain, in: cell(of: key))),
                    .integer(Int64(root.version)), .text(key.rawValue),
                    .integer(Int64(version)),
                ])
            count += 1
        }
        return count
    }

    private static func open(
        _ box: [UInt8], of key: ServerKey, under roots: RootKeys
    ) throws -> [UInt8] {
        do {
            return try roots.key(named: BoxHeader(reading: box).keyVersion)
                .open(box, in: cell(of: key))
        } catch SealError.unknownVersion { throw OpeningError.foreignRootKey }
    }

    private static func find(
        _ key: ServerKey, on connection: any SQLConnection
    ) throws -> [UInt8]? {
        try connection.row(
            """
            SELECT wrapped
            FROM server_key
            WHERE purpose = $1
              AND version = $2
            """, [.text(key.rawValue), .integer(Int64(version))]
        )?.bytes(0)
    }

    static func insert(
        _ secret: Secret, as key: ServerKey, under root: OwnerKey, at now: Instant,
        on connection: any SQLConnection
    ) throws {
        var plain = secret.withBytes { [UInt8]($0) }
        defer { plain.overwrite() }
        try connection.run(
            """
            INSERT INTO server_key (purpose, version, wrapped, wrapper_version, made_at)
            VALUES ($1, $2, $3, $4, $5)
            """,
            [
                .text(key.rawValue), .integer(Int64(version)),
                .bytes(try root.seal(plain, in: cell(of: key))), .integer(Int64(root.version)),
                .integer(now.milliseconds),
            ])
    }

    private static func cell(of key: ServerKey) -> SealedCell {
        SealedCell(
            of: .server, table: "server_key", column: "wrapped",
            row: "\(key.rawValue)/\(version)")
    }
}
