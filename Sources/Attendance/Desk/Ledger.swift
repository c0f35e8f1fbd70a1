import Foundation
import Timekeeping

/// Where records are kept: append-only, hash-chained per organization.
public protocol Ledger: Sendable {
    /// Everything that bears on a check-in, in one read, with the memories that are asked for.
    ///
    /// - Throws: `unknownOrganization`, `unavailable`.
    func caseFile(
        for inquiry: Inquiry,
        in organization: OrganizationID,
        now: Instant
    ) async throws(StoreError) -> CaseFile

    /// Appends a record in one durable write, if its basis still holds and its id is new.
    ///
    /// Sequence and time of receipt are given here. Returns only after the record is durable.
    ///
    /// - Throws: `unavailable` when nothing was written, `unknownOutcome` when nobody knows.
    func append(
        _ draft: Draft,
        for checkIn: CheckIn,
        in organization: OrganizationID
    ) async throws(StoreError) -> Appended

    /// Teaches a place what a record that was not accepted saw there, once; does nothing where nothing
    /// of it is kept.
    ///
    /// - Parameter lesson: What is known of the place afterwards; nil where there is nothing to learn.
    func teach(
        from record: Record, in organization: OrganizationID,
        _ lesson: @escaping @Sendable (PendingLesson, Surroundings?) -> Surroundings?
    ) async throws(StoreError)

    /// The record of an id; nil when there is none.
    ///
    /// - Throws: `altered` for one that is not as it was appended.
    func record(
        _ id: UUID,
        in organization: OrganizationID
    ) async throws(StoreError) -> Record?

    /// Records, newest first.
    func records(
        _ query: RecordQuery,
        in organization: OrganizationID
    ) async throws(StoreError) -> [Listed<Record>]
}

extension Ledger {
    /// Everything that bears on a check-in but for memories.
    public func caseFile(
        for checkIn: CheckIn, in organization: OrganizationID, now: Instant
    ) async throws(StoreError) -> CaseFile {
        try await caseFile(for: Inquiry(checkIn), in: organization, now: now)
    }
}

/// A judgement that waits to be recorded.
public struct Draft: Sendable {
    /// The record without its place in the ledger.
    public var record: Record
    /// What it was judged under.
    public let basis: CaseFile.Basis
    /// What of its evidence was known to have come before.
    public var recurrences: [Recurrence] = []
    /// What it takes for granted of others; nil for nothing.
    public var contemporaries: Contemporaries?
    /// How the phone moved, where that is kept.
    public var motion: MotionMemory?
    /// For how long its evidence is kept; nil for not at all.
    public var evidence: EvidenceRule?
    /// What a place looks like now that the check-in was learned from.
    public var lesson: Lesson?
    /// What would be learned once a person accepts it.
    public var pending: PendingLesson?

    /// What was learned of a place.
    public struct Lesson: Hashable, Sendable {
        /// The place.
        public let place: GeofenceID
        /// What it looks like.
        public let surroundings: Surroundings

        /// A lesson as its parts say.
        public init(place: GeofenceID, surroundings: Surroundings) {
            self.place = place
            self.surroundings = surroundings
        }
    }

    /// A draft as its parts say.
    public init(record: Record, basis: CaseFile.Basis) {
        self.record = record
        self.basis = basis
    }
}

/// What became of a draft.
public enum Appended: Sendable {
    /// It is the record now.
    case recorded(Record)
    /// Another record has its id.
    case already(Record)
    /// What it was judged under no longer holds.
    case outdated
}

/// Which records to list.
public struct RecordQuery: Hashable, Sendable {
    /// Only of this member.
    public var member: MemberID?
    /// Only from this time of occurrence on.
    public var from: Instant?
    /// Only before this time of occurrence.
    public var to: Instant?
    /// Only so decided.
    public var verdict: Verdict?
    /// Only at this place.
    public var geofence: GeofenceID?
    /// Only with this risk code.
    public var code: RiskCode?
    /// Only with a sequence below this one.
    public var before: Int64?
    /// At most so many.
    public var limit: Int

    /// The newest records of all members.
    public init(limit: Int) { self.limit = limit }
}

/// Why the store could not do what it was asked.
public enum StoreError: Error, Equatable, Sendable {
    /// There is no such organization.
    case unknownOrganization
    /// There is no such member.
    case unknownMember(MemberID)
    /// There is no such named thing.
    case notFound
    /// The name is taken.
    case exists
    /// The member was closed before.
    case memberClosed
    /// What is kept on the member must stay for a legal matter.
    case held
    /// The notice was never published.
    case unknownNotice(String)
    /// The purpose has no active consent.
    case consentRequired(Purpose)
    /// The member has as many templates as anybody may have.
    case tooManyFaces
    /// The member registered as many devices as anybody may.
    case tooManyDevices
    /// The challenge was never issued to the member, was used before, or has ended.
    case challengeRefused
    /// The notice was published before, and says something else.
    case published
    /// A major change of the notice takes effect in less than seven days.
    case noticeTooShort
    /// For a child a guardian consents.
    case guardianRequired
    /// The version is not the one that the client saw.
    case preconditionFailed
    /// What is stored in a table is not what was written; nothing of it is handed out.
    case altered(String)
    /// The store did nothing; the cause is for the log only.
    case unavailable(during: String, cause: String)
    /// Too much waits to be written; try again later.
    case overloaded
    /// Nobody knows whether it was written; the same id is safe to send again.
    case unknownOutcome
}
