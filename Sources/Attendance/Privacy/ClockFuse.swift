import Timekeeping

/// Compares the time of day with the time that passed, so that a wrong clock deletes nothing.
public struct ClockFuse: Sendable {
    /// The most that the two may differ.
    public static let tolerance = Duration.seconds(86_400)

    private let wall: Instant
    private var isBlown: Bool

    /// A fuse from a time on.
    ///
    /// - Parameters:
    ///   - wall: The time of day now.
    ///   - seen: The latest time of day that an earlier fuse saw; a clock that is a day behind it
    ///     was set back. How long the server stood still nobody knows, so a later one is believed.
    public init(wall: Instant, seen: Instant?) {
        self.wall = wall
        isBlown = seen.map { Self.passed($0, wall) < .zero - Self.tolerance } ?? false
    }

    /// Whether the clock may be believed; once it may not, it never may again.
    ///
    /// - Parameter passed: How long ago the fuse was made, by a clock that nobody sets.
    public mutating func holds(wall now: Instant, passed: Duration) -> Bool {
        let drift = Self.passed(wall, now) - passed
        if drift > Self.tolerance || drift < .zero - Self.tolerance { isBlown = true }
        return !isBlown
    }

    private static func passed(_ from: Instant, _ to: Instant) -> Duration {
        let (span, isOver) = to.milliseconds.subtractingReportingOverflow(from.milliseconds)
        return .milliseconds(isOver ? (to > from ? .max : .min) : span)
    }
}

/// Whether the sweeper may delete what is kept long enough.
public struct SweeperState: Hashable, Sendable {
    /// When it swept last; nil before the first time.
    public var sweptAt: Instant?
    /// Since when it waits for the operator, by the clock that may be wrong; nil while it sweeps.
    public var stoppedAt: Instant?

    /// A state as its parts say.
    public init(sweptAt: Instant? = nil, stoppedAt: Instant? = nil) {
        self.sweptAt = sweptAt
        self.stoppedAt = stoppedAt
    }
}

/// Where the state of the sweeper is kept, over restarts.
public protocol SweeperStore: Sendable {
    /// How the sweeper stands.
    func sweeperState() async throws(StoreError) -> SweeperState

    /// Lets a stopped sweeper go on: an operator looked at the clock and believes it.
    func confirmClock() async throws(StoreError) -> SweeperState
}
