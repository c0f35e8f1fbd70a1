import Synchronization

@testable import Storage

/// An engine whose next commit fails as a test wants; everything else is the real engine's.
final class FaultyEngine: Engine {
    private let real: SQLiteEngine
    private let fault = Mutex<Fault?>(nil)

    init(_ real: SQLiteEngine) { self.real = real }

    var bytesType: String { real.bytesType }

    /// The next write fails so.
    func fail(_ fault: Fault) { self.fault.withLock { $0 = fault } }

    func read<Value: Sendable>(
        _ isolation: ReadIsolation,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await real.read(isolation, body)
    }

    func write(_ body: (any WriteConnection) throws -> Void) throws {
        let fault = fault.withLock { fault in
            defer { fault = nil }
            return fault
        }
        try real.write { connection in
            try body(FaultyConnection(real: connection, fault: fault))
        }
    }

    func complaints() async -> [String] { await real.complaints() }

    func scrub() async throws { try await real.scrub() }

    func close() throws { try real.close() }

    enum Fault: Sendable {
        /// The disk is full when the transaction is to be committed.
        case fullAtCommit
        /// The commit is refused for a reason that leaves its outcome open.
        case brokenCommit
        /// The commit takes place, but its success is not told.
        case silentCommit
        /// A statement whose text holds a word fails.
        case statement(String)
    }
}

private struct FaultyConnection: WriteConnection {
    let real: any WriteConnection
    let fault: FaultyEngine.Fault?

    func run(_ sql: String, _ values: [SQLValue]) throws -> Int {
        if case .statement(let word) = fault, sql.contains(word) { throw broken }
        return try real.run(sql, values)
    }

    func forEach(
        _ sql: String, _ values: [SQLValue], _ body: (SQLRow) throws -> Void
    ) throws {
        try real.forEach(sql, values, body)
    }

    func begin(touching organizations: [String]) throws {
        try real.begin(touching: organizations)
    }

    func commit() throws {
        switch fault {
        case .fullAtCommit: throw EngineError(kind: .full, message: "full")
        case .brokenCommit: throw broken
        case .silentCommit:
            try real.commit()
            throw broken
        default: try real.commit()
        }
    }

    func rollBack() throws { try real.rollBack() }

    func beginPart() throws { try real.beginPart() }

    func keepPart() throws { try real.keepPart() }

    func undoPart() throws { try real.undoPart() }

    private var broken: EngineError { EngineError(kind: .other, message: "broken") }
}
