import Attendance
import Logging
import ServiceLifecycle
import Storage
import Timekeeping

/// Erases members whose time of keeping is over, deletes evidence that was kept long enough, and forgets faces and
/// traces of evidence that are too old to be known again.
///
/// A clock that runs a day away from the monotonic one erases nobody: the sweeper stops until the
/// operator looks and starts the server again.
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
            var fuse = ClockFuse(wall: clock())
            while !Task.isCancelled {
                guard fuse.holds(wall: clock()) else {
                    log.critical("the clock jumped; nobody is erased until a restart")
                    return
                }
                do { try await sweep() } catch {
                    log.error("a sweep failed", metadata: ["reason": "\(error)"])
                }
                do { try await Task.sleep(for: interval) } catch { return }
            }
        }
        // Ending early would end the server.
        try await gracefulShutdown()
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
        var members: [MemberID]
        repeat {
            members = try await store.membersToErase(
                closedBy: due, in: organization, limit: 100)
            for member in members {
                try Task.checkCancellation()
                try await store.erase(member, in: organization, by: caller)
            }
        } while !members.isEmpty
        try await store.forgetFaces(in: organization)
        let ended = try await store.sweepEvidence(endedBy: clock(), in: organization)
        // What was deleted must not stay in the log either.
        if ended > 0 { await store.scrub() }
    }
}

/// Compares the time of day with the time that passed since the fuse was made.
struct ClockFuse {
    /// The most that the two may differ.
    static let tolerance = Duration.seconds(86_400)

    private let wall: Instant
    private let start = ContinuousClock.now
    private var isBlown = false

    init(wall: Instant) { self.wall = wall }

    /// Whether the clock may be believed; once it may not, it never may again.
    mutating func holds(wall now: Instant, passed: Duration? = nil) -> Bool {
        let passed = passed ?? ContinuousClock.now - start
        let told = Duration.milliseconds(now.milliseconds - wall.milliseconds)
        if told - passed > Self.tolerance || passed - told > Self.tolerance { isBlown = true }
        return !isBlown
    }
}
