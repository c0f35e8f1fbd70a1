import Attendance
import Logging
import Metrics
import ServiceLifecycle
import Storage
import Timekeeping

/// Erases members whose time of keeping is over, ends memberships that were to end, deletes evidence that was kept
/// long enough, and forgets faces, challenges and traces of evidence that are too old to be known again.
///
/// A clock that runs a day away from the monotonic one, or lies a day before the last sweep, deletes nothing: the
/// sweeper waits, over restarts too, until the operator confirms the clock (`POST /v1/sweeper/confirm`).
struct RetentionSweeper: Service {
    let store: AttendanceStore
    /// For how long a closed member is kept.
    let retention: Duration
    /// How long it waits between two sweeps.
    let interval: Duration
    let clock: @Sendable () -> Instant
    let log: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var watch: (fuse: ClockFuse, since: ContinuousClock.Instant)?
            while !Task.isCancelled {
                do {
                    if try await mayDelete(&watch) {
                        try await sweep()
                        try await store.noteSweep()
                    }
                } catch {
                    log.error("a sweep failed", metadata: ["reason": "\(error)"])
                }
                do { try await Task.sleep(for: interval) } catch { return }
            }
        }
        // Ending early would end the server.
        try await gracefulShutdown()
    }

    /// Whether the clock may be believed; a confirmed one is watched anew.
    private func mayDelete(
        _ watch: inout (fuse: ClockFuse, since: ContinuousClock.Instant)?
    ) async throws -> Bool {
        let state = try await store.sweeperState()
        var isBelieved = state.stoppedAt == nil
        if isBelieved {
            var present =
                watch ?? (ClockFuse(wall: clock(), seen: state.sweptAt), ContinuousClock.now)
            isBelieved = present.fuse.holds(
                wall: clock(), passed: ContinuousClock.now - present.since)
            watch = present
        }
        Gauge(label: "rollcall_sweeper_stopped").record(isBelieved ? 0 : 1)
        guard !isBelieved else { return true }
        watch = nil
        try await store.stopSweeper()
        log.critical("the clock jumped; nothing is deleted until an operator confirms it")
        return false
    }

    private func sweep() async throws {
        let milliseconds = retention.components.seconds * 1_000
        let due = clock().advanced(byMilliseconds: -milliseconds)
        var last: OrganizationID?
        repeat {
            let page = try await store.organizations(after: last, limit: 100)
            for organization in page {
                try await sweep(organization.id, due)
                let old = clock().advanced(byMilliseconds: -Limits.recurrenceMilliseconds)
                try await store.forgetTraces(before: old, in: organization.id)
                try await store.forgetMotions(before: old, in: organization.id)
                try await store.forgetLessons(before: old, in: organization.id)
            }
            last = page.last?.id
        } while last != nil
    }

    private func sweep(_ organization: OrganizationID, _ due: Instant) async throws {
        let caller = Caller(role: .operator, organization: nil)
        try await store.closeDue(in: organization, by: caller)
        var members: [MemberID]
        repeat {
            members = try await store.membersToErase(
                closedBy: due, in: organization, limit: 100)
            for member in members {
                try Task.checkCancellation()
                do throws(StoreError) {
                    try await store.erase(member, in: organization, by: caller)
                } catch {
                    // A hold may have been placed a moment ago.
                    guard error == .held else { throw error }
                }
            }
        } while !members.isEmpty
        try await store.forgetFaces(in: organization)
        let ended = try await store.sweepEvidence(endedBy: clock(), in: organization)
        // What was deleted must not stay in the log either.
        if ended > 0 { await store.scrub() }
    }
}
