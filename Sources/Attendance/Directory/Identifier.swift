/// The enterprise's own name for one thing: 1…128 characters of `A-Z a-z 0-9 . _ @ -`.
///
/// `Subject` only keeps identifiers of different things apart.
public struct Identifier<Subject>: Hashable, Comparable, Sendable, Codable, CustomStringConvertible
{
    /// The identifier as the client wrote it.
    public let text: String

    /// Returns nil for an empty, overlong or otherwise malformed identifier.
    public init?(_ text: String) {
        let units = text.utf8
        guard (1...Limits.identifierLength).contains(units.count), units.allSatisfy(Self.allows)
        else { return nil }
        self.text = text
    }

    /// Reads a plain string, refusing what `init?` refuses.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let identifier = Self(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "malformed identifier"
            )
        }
        self = identifier
    }

    /// Writes a plain string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// The identifier itself.
    public var description: String { text }

    /// Orders by the bytes of the text, as the store does.
    public static func < (lhs: Self, rhs: Self) -> Bool {
        lhs.text.utf8.lexicographicallyPrecedes(rhs.text.utf8)
    }

    private static func allows(_ unit: UInt8) -> Bool {
        switch unit {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "@"), UInt8(ascii: "-"):
            true
        default:
            false
        }
    }
}

/// Names an organization.
public typealias OrganizationID = Identifier<Organization>
/// Names a member within its organization.
public typealias MemberID = Identifier<Member>
/// Names a geofence within its organization.
public typealias GeofenceID = Identifier<Geofence>
/// Names an API key within its organization.
public typealias KeyID = Identifier<APIKey>
