import Foundation
import Timekeeping

/// A past punch of another system that an admin vouches for: a time clock's, or one that is migrated.
public struct TrustedPunch: Hashable, Sendable {
    /// The other system's id, and the key of idempotency.
    public let id: UUID
    /// The person.
    public let member: MemberID
    /// Which way.
    public let direction: Direction
    /// When it was.
    public let occurredAt: Instant
    /// Who says so, one of the words of `Punch.Origin`.
    public let origin: String
    /// Where it was, if that is known.
    public let geofence: GeofenceID?

    /// A punch as its parts say.
    public init(
        id: UUID, member: MemberID, direction: Direction, occurredAt: Instant,
        origin: Punch.Origin, geofence: GeofenceID?
    ) {
        self.id = id
        self.member = member
        self.direction = direction
        self.occurredAt = occurredAt
        self.origin = origin.rawValue
        self.geofence = geofence
    }
}

/// Where trusted punches are kept: among the records, in the same chain.
public protocol PunchLedger: Sendable {
    /// Appends records in one durable write; what cannot be written never stops the rest.
    ///
    /// - Returns: What became of each, in order.
    func append(
        trusted records: [Record], in organization: OrganizationID
    ) async throws(StoreError) -> [TrustedOutcome]
}

/// What became of a trusted punch.
public enum TrustedOutcome: Sendable {
    /// It is a record now.
    case recorded
    /// It was one before.
    case already
    /// Its id was used for another body.
    case conflict
    /// There is no such member.
    case unknownPerson
}
