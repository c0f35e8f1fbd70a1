import CGEOS
import Foundation

/// One GEOS context, which serves one thread at a time: it is taken from a pool, used, and put
/// back.
///
/// Geometries hold the context they were made in and never leave the closure of `use`.
final class GEOSContext {
    /// The context handle of every call.
    let handle: GEOSContextHandle_t
    /// GEOS' last message, collected by the error handler.
    private let message: Message

    private init?() {
        guard let handle = GEOS_init_r() else { return nil }
        self.handle = handle
        message = Message()
        let address = Unmanaged.passUnretained(message).toOpaque()
        GEOSContext_setErrorMessageHandler_r(
            handle,
            { text, address in
                guard let text, let address else { return }
                let message = Unmanaged<Message>.fromOpaque(address).takeUnretainedValue()
                message.text = String(cString: text)
            }, address)
    }

    deinit {
        GEOS_finish_r(handle)
    }

    /// Runs `body` with a context that no other thread uses meanwhile.
    static func use<Result>(
        _ body: (GEOSContext) throws(ShapeError) -> Result
    ) throws(ShapeError) -> Result {
        guard let context = pool.take() ?? GEOSContext() else {
            throw .unworkable("GEOS has no memory for a context")
        }
        defer { pool.give(context) }
        return try body(context)
    }

    /// The failure to report after GEOS answered with nothing.
    func failure(during operation: String) -> ShapeError {
        .unworkable("\(operation): \(message.text)")
    }

    private final class Message {
        var text = "no reason given"
    }

    private static let pool = Pool()

    /// Idle contexts. The array is touched under the lock alone, so handing a context from one
    /// thread to the next is orderly though the class itself is not `Sendable`.
    ///
    /// An `NSLock`, because Thread Sanitizer does not see through `Mutex` on Linux.
    private final class Pool: @unchecked Sendable {
        private let lock = NSLock()
        private var idle: [GEOSContext] = []

        func take() -> GEOSContext? {
            lock.withLock { idle.popLast() }
        }

        /// Keeps at most sixteen idle contexts; the rest is freed.
        func give(_ context: GEOSContext) {
            lock.withLock {
                if idle.count < 16 { idle.append(context) }
            }
        }
    }
}
