import Timekeeping

/// What somebody changed; entries are only ever added.
public struct AuditEntry: Hashable, Sendable {
    /// The place in the organization's log, from 1 without a gap.
    public let sequence: Int64
    /// When it was recorded; strictly increasing within an organization.
    public let at: Instant
    /// Who did it, as `Caller.name` says.
    public let caller: String
    /// What was done, such as `member.close`.
    public let action: String
    /// The id of what it was done to.
    public let subject: String
    /// What else there is to say; no personal value but ids.
    public let detail: String

    /// An entry as its parts say.
    public init(
        sequence: Int64, at: Instant, caller: String, action: String, subject: String,
        detail: String
    ) {
        self.sequence = sequence
        self.at = at
        self.caller = caller
        self.action = action
        self.subject = subject
        self.detail = detail
    }
}
