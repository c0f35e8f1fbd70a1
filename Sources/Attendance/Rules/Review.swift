import Foundation
import Timekeeping

/// A person's decision on a check-in; the check-in itself stays as it was.
public struct Review: Document, Hashable {
    /// Kept as reviews, under the check-in's id.
    public static var kind: DocumentKind { .review }

    /// The check-in.
    public let checkIn: UUID
    /// Whose it is.
    public let member: MemberID
    /// The punch that it is when it counts.
    public let punch: ReviewedPunch
    /// Whether it counts.
    public let isAccepted: Bool
    /// Why, in the reviewer's words.
    public let reason: String
    /// Who decided, as `Caller.name` says.
    public let reviewer: String
    /// When it was decided.
    public let at: Instant

    /// A review as its parts say.
    public init(
        of record: Record, isAccepted: Bool, reason: String, by reviewer: String, at: Instant
    ) {
        checkIn = record.id
        member = record.member
        punch = ReviewedPunch(record)
        self.isAccepted = isAccepted
        self.reason = reason
        self.reviewer = reviewer
        self.at = at
    }

    /// Punches after every review: those rejected taken out, those accepted put in.
    static func applied(_ reviews: [Review], to punches: [Punch]) -> [Punch] {
        guard !reviews.isEmpty else { return punches }
        let decided = Set(reviews.map { $0.checkIn.uuidString.lowercased() })
        let kept = punches.filter { punch in punch.id.map { !decided.contains($0) } ?? true }
        return kept + reviews.filter(\.isAccepted).map { $0.punch.punch(id: $0.checkIn) }
    }

    /// The member, and the dates round the check-in.
    public var subject: DocumentSubject? {
        DocumentSubject(
            member: member, from: .around(punch.at, -1), to: .around(punch.at, 1))
    }
}

/// A check-in as a review remembers it.
public struct ReviewedPunch: Hashable, Codable, Sendable {
    /// When it was.
    public let at: Instant
    /// Which way.
    public let direction: Direction
    /// Where, as far as was proved.
    public let place: Place.Outcome
    /// Who says so; nil for the member.
    public let origin: String?

    init(_ record: Record) {
        at = record.occurredAt
        direction = record.direction
        place = record.decision.place.outcome
        origin = record.origin
    }

    /// The punch of a check-in.
    public func punch(id: UUID) -> Punch {
        var punch = Punch(
            id: id.uuidString.lowercased(), at: at,
            Punch.Direction(rawValue: direction.rawValue) ?? .auto)
        punch.place = Punch.Place(rawValue: place.rawValue) ?? .notChecked
        punch.origin = origin.flatMap(Punch.Origin.init(rawValue:)) ?? .own
        return punch
    }
}
