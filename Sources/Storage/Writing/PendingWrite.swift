import Attendance
import Synchronization

/// How a queued write ended.
enum Ending: Sendable {
    /// Its transaction is durable.
    case committed
    /// It, or its whole transaction, came to nothing or to nobody knows what.
    case failed(StoreError)
}

/// A queued write of any result.
protocol AnyPendingWrite: Sendable {
    /// The organization that it appends to.
    var organization: String { get }
    /// Runs it; what it throws undoes it alone.
    func run(on connection: any SQLConnection) throws
    /// Answers whoever waits; called once.
    func settle(_ ending: Ending)
}

/// A write that waits for its turn, and the way to answer whoever waits for it.
final class PendingWrite<Value: Sendable>: AnyPendingWrite {
    let organization: String
    private let body: @Sendable (any SQLConnection) throws -> Value
    private let answer: @Sendable (Result<Value, StoreError>) -> Void
    private let value = Mutex<Value?>(nil)

    init(
        _ organization: String,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value,
        answer: @escaping @Sendable (Result<Value, StoreError>) -> Void
    ) {
        self.organization = organization
        self.body = body
        self.answer = answer
    }

    func run(on connection: any SQLConnection) throws {
        let made = try body(connection)
        value.withLock { $0 = made }
    }

    func settle(_ ending: Ending) {
        switch ending {
        case .failed(let error): answer(.failure(error))
        case .committed:
            if let made = value.withLock({ $0 }) {
                answer(.success(made))
            } else {
                answer(.failure(.unknownOutcome))
            }
        }
    }
}
