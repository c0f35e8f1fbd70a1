/// One stretch of work within a shift, with the window that owns punches; in minutes.
public struct ShiftSlot: Hashable, Codable, Sendable {
    /// When work starts and ends.
    public var span: WallSpan
    /// How long before the start the window opens.
    public var opensBefore = 60
    /// How long after the end the window closes.
    public var closesAfter = 60
    /// Lateness that is still normal.
    public var lateGrace = 0
    /// Leaving early that is still normal.
    public var earlyGrace = 0
    /// Lateness from which it is serious; nil = never.
    public var seriousLateAfter: Int?
    /// Lateness from which it counts as absence; nil = never.
    public var absentLateAfter: Int?
    /// Whether leaving must be punched.
    public var offDutyRequired = true

    /// A slot with the defaults of everything but its times.
    public init(_ span: WallSpan) { self.span = span }

    /// A slot with the defaults of everything but its times.
    public init(start: WallTime, end: WallTime) { span = WallSpan(start: start, end: end) }
}
