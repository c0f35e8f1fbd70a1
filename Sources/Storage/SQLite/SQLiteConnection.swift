import Foundation
import GRDB

/// A connection of GRDB, spoken to in the store's own terms.
struct SQLiteConnection: WriteConnection {
    let database: Database
    let counter: StatementCounter

    func run(_ sql: String, _ values: [SQLValue]) throws -> Int {
        try translating {
            let statement = try prepared(sql, values)
            try statement.execute()
            return database.changesCount
        }
    }

    func forEach(
        _ sql: String, _ values: [SQLValue], _ body: (SQLRow) throws -> Void
    ) throws {
        try translating {
            let statement = try prepared(sql, values)
            let rows = try Row.fetchCursor(statement)
            while try rows.next() != nil { try body(SQLRow(at: statement.sqliteStatement)) }
        }
    }

    func begin(touching organizations: [String]) throws { try control("BEGIN IMMEDIATE") }

    func commit() throws { try control("COMMIT") }

    func rollBack() throws {
        // SQLite ends a transaction by itself after some errors.
        if database.isInsideTransaction { try control("ROLLBACK") }
    }

    func beginPart() throws { try control("SAVEPOINT part") }

    func keepPart() throws { try control("RELEASE SAVEPOINT part") }

    func undoPart() throws {
        try control("ROLLBACK TO SAVEPOINT part")
        try control("RELEASE SAVEPOINT part")
    }

    private func control(_ sql: String) throws {
        try translating { try database.cachedStatement(sql: sql).execute() }
    }

    private func prepared(_ sql: String, _ values: [SQLValue]) throws -> Statement {
        counter.count(sql)
        let statement = try database.cachedStatement(sql: sql)
        statement.setUncheckedArguments(StatementArguments(values.map(\.databaseValue)))
        return statement
    }

    private func translating<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw EngineError(error)
        }
    }
}

extension SQLValue {
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .bytes(let bytes): Data(bytes).databaseValue
        }
    }
}

extension EngineError {
    /// An error of SQLite without the values that were bound.
    init(_ error: DatabaseError) {
        let kind: Kind =
            switch error.resultCode {
            case .SQLITE_FULL: .full
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: .corrupt
            default: .other
            }
        let code = error.extendedResultCode.rawValue
        self.init(kind: kind, message: "SQLite \(code): \(error.message ?? "no reason given")")
    }
}
