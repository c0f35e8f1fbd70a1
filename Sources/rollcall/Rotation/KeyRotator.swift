import Attendance
import Logging
import ServiceLifecycle
import Synchronization
import Timekeeping

/// Replaces keys while the server serves, one rotation at a time.
///
/// Told to stop it ends between two transactions; whoever asks again has it go on from there.
final class KeyRotator: Service, KeyRotating {
    private let replacement: KeyReplacement
    private let clock: @Sendable () -> Instant
    private let log: Logger
    private let state = Mutex<KeyRotation?>(nil)
    private let requests: AsyncStream<KeyRotation.Scope>
    private let ask: AsyncStream<KeyRotation.Scope>.Continuation

    init(_ replacement: KeyReplacement, clock: @escaping @Sendable () -> Instant, log: Logger) {
        self.replacement = replacement
        self.clock = clock
        self.log = log
        (requests, ask) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    var rotation: KeyRotation? { state.withLock { $0 } }

    func start(_ scope: KeyRotation.Scope) -> KeyRotation {
        let now = clock()
        return state.withLock { state in
            if let running = state, running.state == .running { return running }
            let rotation = KeyRotation(scope, at: now)
            state = rotation
            ask.yield(scope)
            return rotation
        }
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await scope in self.requests { await self.perform(scope) }
        }
        // Ending early would end the server.
        try await gracefulShutdown()
    }

    private func perform(_ scope: KeyRotation.Scope) async {
        log.notice("keys are being replaced", metadata: ["scope": "\(scope.rawValue)"])
        do {
            try await replacement.run(scope) { [self] step in
                state.withLock { $0?.count += step }
            }
            end(.finished)
        } catch is CancellationError {
            end(.stopped)
        } catch {
            log.error("keys are not replaced", metadata: ["reason": "\(error)"])
            end(.stopped)
        }
    }

    private func end(_ outcome: KeyRotation.State) {
        let now = clock()
        state.withLock { state in
            state?.state = outcome
            state?.endedAt = now
        }
        log.notice("the rotation of keys ended", metadata: ["state": "\(outcome.rawValue)"])
    }
}
