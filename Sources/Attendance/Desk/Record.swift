import Foundation
import Timekeeping

/// A check-in that was judged: never changed, only spoken of by later records.
public struct Record: Hashable, Codable, Sendable {
    /// The client's id.
    public let id: UUID
    /// The place in the organization's ledger, strictly increasing; 0 before it is appended.
    public var sequence: Int64 = 0
    /// The person.
    public let member: MemberID
    /// Which way, after `auto` was resolved.
    public let direction: Direction
    /// When the device says it happened.
    public let occurredAt: Instant
    /// When the server recorded it; strictly increasing within an organization.
    public var receivedAt: Instant
    /// What was decided.
    public let decision: Decision
    /// The position that decided, in WGS-84.
    public var position: Position?
    /// The version of the policy that judged.
    public let policyVersion: Int64
    /// The revision of the rulebook that judged.
    public let revision: Int64
    /// The revision of the blocklist that judged the device's apps; nil where none came.
    public var blocklistRevision: Int64?
    /// SHA-256 of the body that was received.
    public let bodyDigest: Data
    /// The challenged check-in that this one answers.
    public var answers: UUID?
    /// A photograph kept elsewhere.
    public var photo: Photo?
    /// The person's own words.
    public var note: String?
    /// Who says so, such as `device` or `import`; nil for the member.
    public var origin: String?
    /// The shift that it counts for.
    public var workday: WorkdayPart?

    /// A record of a check-in, not yet appended.
    public init(
        _ checkIn: CheckIn,
        direction: Direction,
        decision: Decision,
        by rulebook: any Rulebook,
        revision: Int64,
        receivedAt: Instant
    ) {
        id = checkIn.id
        member = checkIn.member
        self.direction = direction
        occurredAt = checkIn.occurredAt
        self.receivedAt = receivedAt
        self.decision = decision
        policyVersion = rulebook.policyVersion
        self.revision = revision
        bodyDigest = Data(checkIn.bodyDigest)
        answers = checkIn.answers
        photo = checkIn.photo
        note = checkIn.note
    }

    /// A record of a past punch that was trusted before it came, not yet appended.
    public init(trusting punch: TrustedPunch, bodyDigest: Data, receivedAt: Instant) {
        id = punch.id
        member = punch.member
        direction = punch.direction
        occurredAt = punch.occurredAt
        self.receivedAt = receivedAt
        decision = Decision(trustingPlace: punch.geofence)
        policyVersion = 0
        revision = 0
        self.bodyDigest = bodyDigest
        origin = punch.origin
    }

    /// Whether the record counts as attendance.
    public var counts: Bool { decision.verdict <= .flagged }

    /// A position on WGS-84.
    public struct Position: Hashable, Codable, Sendable {
        /// Degrees north.
        public let latitude: Double
        /// Degrees east.
        public let longitude: Double
        /// The 68 % radius in metres; nil when unknown.
        public let accuracy: Double?

        /// A position as its parts say.
        public init(latitude: Double, longitude: Double, accuracy: Double?) {
            self.latitude = latitude
            self.longitude = longitude
            self.accuracy = accuracy
        }
    }

    /// What a record means to the shift that owns it.
    public struct WorkdayPart: Hashable, Codable, Sendable {
        /// The work date, `yyyy-MM-dd`.
        public let date: String
        /// The shift; nil when none owns the record.
        public let shift: String?
        /// `on-duty`, `off-duty` or `open`; nil without a shift.
        public let slot: String?
        /// When the slot was due.
        public let scheduledAt: Instant?
        /// Such as `normal` or `late`; nil without a slot.
        public let result: String?
        /// Whole minutes late or early.
        public let minutes: Int

        /// A part as its members say.
        public init(
            date: String,
            shift: String?,
            slot: String?,
            scheduledAt: Instant?,
            result: String?,
            minutes: Int
        ) {
            self.date = date
            self.shift = shift
            self.slot = slot
            self.scheduledAt = scheduledAt
            self.result = result
            self.minutes = minutes
        }
    }
}
