import Dispatch

/// Holds the writer inside a write until a test has queued what it wants behind it.
final class WriteGate: Sendable {
    private let held = DispatchSemaphore(value: 0)
    private let opened = DispatchSemaphore(value: 0)

    /// Called by the writer.
    func wait() {
        held.signal()
        opened.wait()
    }

    /// Returns once the writer waits.
    func untilHeld() async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                self.held.wait()
                continuation.resume()
            }
        }
    }

    func open() { opened.signal() }
}
