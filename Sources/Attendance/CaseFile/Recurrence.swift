import Foundation
import Timekeeping

/// A trace of a check-in's evidence that an earlier record has left already.
public struct Recurrence: Hashable, Sendable {
    /// The trace.
    public let trace: Int64
    /// The earlier record.
    public let record: UUID
    /// Its place in the ledger.
    public let sequence: Int64
    /// Whose record it is.
    public let member: MemberID
    /// What was decided of it.
    public let verdict: Verdict
    /// When it happened.
    public let occurredAt: Instant
    /// Whether its member used the present check-in's device at that time or since.
    public let sharesDevice: Bool

    /// A recurrence as its parts say.
    public init(
        trace: Int64, record: UUID, sequence: Int64, member: MemberID, verdict: Verdict,
        occurredAt: Instant, sharesDevice: Bool
    ) {
        self.trace = trace
        self.record = record
        self.sequence = sequence
        self.member = member
        self.verdict = verdict
        self.occurredAt = occurredAt
        self.sharesDevice = sharesDevice
    }

    /// Whether the earlier record is the person's own challenged one that a check-in answers: who
    /// answers may send the same evidence again, and more of it.
    public func isAnswered(by checkIn: CheckIn) -> Bool {
        record == checkIn.answers && member == checkIn.member && verdict == .challenged
    }
}
