import Sealing
import Timekeeping

/// Brings a database to the schema that this program knows.
struct Migrator {
    private let migrations: [Migration]
    private let bytesType: String
    private let root: OwnerKey

    /// - Parameter root: The key above all others.
    init(
        _ migrations: [Migration] = Migration.all, bytesType: String, root: OwnerKey
    ) {
        self.migrations = migrations
        self.bytesType = bytesType
        self.root = root
    }

    /// Applies what is missing, each step in a transaction of its own.
    ///
    /// - Throws: `OpeningError.newerDatabase`, `.changedMigration`, or the engine's error.
    func migrate(_ connection: any WriteConnection, at now: Instant) throws {
        try connection.run(
            """
            CREATE TABLE IF NOT EXISTS applied_migration (
              number BIGINT NOT NULL PRIMARY KEY,
              name TEXT NOT NULL,
              applied_at BIGINT NOT NULL
            )
            """, [])
        let missing = try missing(in: connection)
        for migration in missing { try apply(migration, to: connection, at: now) }
    }

    /// The steps that were never applied.
    func missing(in connection: any SQLConnection) throws -> [Migration] {
        let applied = try connection.rows(
            "SELECT number, name FROM applied_migration ORDER BY number", [])
        let known = migrations.map(\.number).max() ?? 0
        for row in applied {
            let number = try row.integer(0)
            guard let own = migrations.first(where: { $0.number == number }) else {
                throw OpeningError.newerDatabase(found: number, known: known)
            }
            guard try own.name == row.text(1) else { throw OpeningError.changedMigration(number) }
        }
        let numbers = try Set(applied.map { row in try row.integer(0) })
        return migrations.filter { !numbers.contains($0.number) }
    }

    private func apply(
        _ migration: Migration, to connection: any WriteConnection, at now: Instant
    ) throws {
        try connection.begin(touching: [])
        do {
            try run(migration.statements, on: connection)
            try migration.step(
                Migration.Context(root: root, connection: connection, now: now))
            try run(migration.afterwards, on: connection)
            try connection.run(
                """
                INSERT INTO applied_migration (number, name, applied_at)
                VALUES ($1, $2, $3)
                """,
                [.integer(migration.number), .text(migration.name), .integer(now.milliseconds)])
            try connection.commit()
        } catch {
            try connection.rollBack()
            throw error
        }
    }

    private func run(_ statements: [String], on connection: any WriteConnection) throws {
        for statement in statements {
            try connection.run(statement.replacing("{bytes}", with: bytesType), [])
        }
    }
}
