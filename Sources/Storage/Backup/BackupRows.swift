import Attendance
import Sealing
import Timekeeping

/// The copies that were made, as rows: their numbers, and the keys that they are sealed under.
///
/// No copy holds the rows. The file of keys does, and so a copy opens for as long as its row is
/// kept: not without that file, and not once its time is over.
enum BackupRows {
    /// Whose keys they are: no organization's name holds a slash.
    static let owner = KeyOwner.organization("/backup")

    /// Numbers a new copy, makes its key, and ends those whose time is over.
    ///
    /// - Parameter time: Copies made before it end.
    static func begin(
        under root: OwnerKey, endingBefore time: Instant, at now: Instant,
        on connection: any SQLConnection
    ) throws -> (label: SealedFile.Label, key: OwnerKey) {
        let number = try newest(on: connection) + 1
        guard let version = UInt32(exactly: number) else { throw SealError.invalidKey }
        let (key, wrapped) = try root.makeKey(for: owner, version: version)
        try connection.run(
            """
            INSERT INTO backup_copy (number, made_at, wrapped, wrapper_version)
            VALUES ($1, $2, $3, $4)
            """,
            [
                .integer(number), .integer(now.milliseconds), .bytes(wrapped.bytes),
                .integer(Int64(root.version)),
            ])
        try connection.run(
            """
            DELETE FROM backup_copy
            WHERE number < $1
              AND made_at < $2
            """, [.integer(number), .integer(time.milliseconds)])
        return (SealedFile.Label(kind: .copy, number: number, madeAt: now), key)
    }

    /// The number of the newest copy; 0 before the first.
    static func newest(on connection: any SQLConnection) throws -> Int64 {
        try connection.row(
            """
            SELECT number
            FROM backup_copy
            WHERE number > $1
            ORDER BY number DESC
            LIMIT 1
            """, [.integer(0)])?.integer(0) ?? 0
    }

    /// Wraps by a root the keys of copies that others wrap.
    ///
    /// - Returns: How many they were.
    static func rewrap(
        from roots: RootKeys, under root: OwnerKey, on connection: any SQLConnection
    ) throws -> Int {
        let rows = try connection.rows(
            """
            SELECT number, wrapped
            FROM backup_copy
            WHERE number > $1
            ORDER BY number
            """, [.integer(0)]
        ).map { (number: try $0.integer(0), wrapped: try WrappedKey(bytes: try $0.bytes(1))) }
        let old = try rows.filter { try !root.wrapsAlready($0.wrapped) }
        for (number, wrapped) in old {
            guard let version = UInt32(exactly: number) else { throw SealError.invalidKey }
            let key = try roots.key(named: wrapped.wrapperVersion)
                .unwrap(wrapped, for: owner, version: version)
            try connection.run(
                """
                UPDATE backup_copy
                SET wrapped = $1, wrapper_version = $2
                WHERE number = $3
                """,
                [
                    .bytes(try root.wrap(key).bytes), .integer(Int64(root.version)),
                    .integer(number),
                ])
        }
        return old.count
    }

    /// The key of a copy; nil when it is kept no longer.
    static func key(
        of number: Int64, under roots: RootKeys, on connection: any SQLConnection
    ) throws -> OwnerKey? {
        let row = try connection.row(
            """
            SELECT wrapped
            FROM backup_copy
            WHERE number = $1
            """, [.integer(number)])
        guard let row, let version = UInt32(exactly: number) else { return nil }
        let wrapped = try WrappedKey(bytes: try row.bytes(0))
        return try roots.key(named: wrapped.wrapperVersion)
            .unwrap(wrapped, for: owner, version: version)
    }
}
