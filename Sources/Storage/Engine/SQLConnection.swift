/// One connection to a database, for one thread at a time.
///
/// Statements are portable SQL with `$1`, `$2`… numbered in the order of their first appearance.
/// They are prepared once a connection and kept.
protocol SQLConnection {
    /// Runs a statement that gives no rows.
    ///
    /// - Returns: How many rows it changed.
    @discardableResult
    func run(_ sql: String, _ values: [SQLValue]) throws -> Int

    /// Runs a statement and hands over its rows one by one.
    func forEach(
        _ sql: String, _ values: [SQLValue], _ body: (SQLRow) throws -> Void
    ) throws
}

extension SQLConnection {
    /// All rows; only for statements with a LIMIT or over something small.
    func rows(_ sql: String, _ values: [SQLValue]) throws -> [SQLRow] {
        var rows: [SQLRow] = []
        try forEach(sql, values) { rows.append($0) }
        return rows
    }

    /// The first row; nil when there is none.
    func row(_ sql: String, _ values: [SQLValue]) throws -> SQLRow? {
        try rows(sql, values).first
    }
}

/// The connection that writes: a transaction, and savepoints inside it.
protocol WriteConnection: SQLConnection {
    /// Begins a transaction that will append to these organizations; locks them in their order.
    func begin(touching organizations: [String]) throws
    /// Makes all since `begin` durable before it returns.
    func commit() throws
    /// Undoes all since `begin`.
    func rollBack() throws
    /// Begins a part that can be undone alone.
    func beginPart() throws
    /// Keeps the part.
    func keepPart() throws
    /// Undoes the part.
    func undoPart() throws
}
