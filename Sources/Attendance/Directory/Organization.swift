import Foundation
import Timekeeping

/// An enterprise: the wall that everything else stands behind.
public struct Organization: Hashable, Codable, Sendable {
    /// Its name in every path.
    public let id: OrganizationID
    /// Its name for people, 1…256 characters.
    public var name: String
    /// The IANA zone that its civil times are read in.
    public var timeZone: String
    /// Where its data must stay; nil where no region is declared.
    public var region: String?
    /// The calendar that its shifts run by; nil for Monday to Friday.
    public var calendar: String?
    /// When it was made.
    public let createdAt: Instant
    /// When it was closed; nil while it is open.
    public var closedAt: Instant?

    /// An organization as its parts say.
    public init(
        id: OrganizationID,
        name: String,
        timeZone: String,
        region: String? = nil,
        calendar: String? = nil,
        createdAt: Instant,
        closedAt: Instant? = nil
    ) {
        self.id = id
        self.name = name
        self.timeZone = timeZone
        self.region = region
        self.calendar = calendar
        self.createdAt = createdAt
        self.closedAt = closedAt
    }

    /// The calendar of an organization that named none: Chinese holidays where the zone is China's.
    public static func defaultCalendar(in timeZone: String) -> String? {
        timeZone == "Asia/Shanghai" ? "cn" : nil
    }
}
