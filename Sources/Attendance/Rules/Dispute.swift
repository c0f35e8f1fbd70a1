import Foundation
import Timekeeping

/// A member's objection to how a check-in was judged; a review of the check-in decides it.
public struct Dispute: Document, Hashable {
    /// Kept as disputes.
    public static var kind: DocumentKind { .dispute }

    /// Names it.
    public let id: String
    /// The check-in.
    public let checkIn: UUID
    /// Whose it is.
    public let member: MemberID
    /// What the person says.
    public let reason: String
    /// Who filed it, as `Caller.name` says.
    public let filedBy: String
    /// When it was filed.
    public let at: Instant

    /// A dispute as its parts say.
    public init(
        of record: Record, number: Int, reason: String, by filedBy: String, at: Instant
    ) {
        checkIn = record.id
        id = Self.id(of: record.id, number: number)
        member = record.member
        self.reason = reason
        self.filedBy = filedBy
        self.at = at
    }

    /// The id of the n-th dispute of a check-in, from 1.
    public static func id(of checkIn: UUID, number: Int) -> String {
        "\(checkIn.uuidString.lowercased()).\(number)"
    }

    /// The member, and the day on which it was filed.
    public var subject: DocumentSubject? {
        DocumentSubject(member: member, from: .around(at, 0), to: .around(at, 0))
    }
}
