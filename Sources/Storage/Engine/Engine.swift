/// A database that the store runs on.
protocol Engine: Sendable {
    /// What the engine calls a column of bytes.
    var bytesType: String { get }

    /// Reads without blocking Swift's own threads.
    ///
    /// - Parameter isolation: Whether several statements must see one state.
    func read<Value: Sendable>(
        _ isolation: ReadIsolation,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value

    /// Hands the one writing connection to a body; blocks the calling thread.
    func write(_ body: (any WriteConnection) throws -> Void) throws

    /// What keeps the engine's commits from being durable; empty when nothing does.
    func complaints() async -> [String]

    /// Overwrites what deleted rows left in log files.
    ///
    /// - Throws: When a read stands in the way; nothing is lost then.
    func scrub() async throws

    /// Closes all connections; nothing may run any more.
    func close() throws
}

/// What the statements of a read have to do with each other.
enum ReadIsolation: Sendable {
    /// One statement, which sees one state by itself.
    case statement
    /// Several statements that must see one state.
    case snapshot
}
