import Foundation
import Timekeeping

/// Where evidence is kept for a while, sealed under each member's own key.
public protocol EvidenceStore: Sendable {
    /// What is kept of a check-in's evidence; the access is entered in the log of changes first.
    ///
    /// - Returns: nil when nothing is kept, or no longer.
    func evidence(
        of checkIn: UUID, in organization: OrganizationID, by caller: Caller
    ) async throws(StoreError) -> StoredEvidence?

    /// What is kept of a member's check-ins, in the order of their ids.
    func evidence(
        of member: MemberID, in organization: OrganizationID, after checkIn: UUID?, limit: Int
    ) async throws(StoreError) -> [StoredEvidence]
}

/// Evidence as it is kept.
public struct StoredEvidence: Sendable {
    /// The check-in.
    public let checkIn: UUID
    /// The person.
    public let member: MemberID
    /// When it was kept.
    public let keptAt: Instant
    /// When it goes.
    public let expiresAt: Instant
    /// The evidence, as far as it can be read.
    public let evidence: KeptEvidence
    /// The parts that were altered where they lie.
    public let unreadable: [Purpose]

    /// Evidence as its parts say.
    public init(
        checkIn: UUID, member: MemberID, keptAt: Instant, expiresAt: Instant,
        evidence: KeptEvidence, unreadable: [Purpose]
    ) {
        self.checkIn = checkIn
        self.member = member
        self.keptAt = keptAt
        self.expiresAt = expiresAt
        self.evidence = evidence
        self.unreadable = unreadable
    }
}
