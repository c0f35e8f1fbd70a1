import Attendance
import Foundation
import JSON
import Sealing
import Timekeeping

/// Reads punches that an admin vouches for.
enum TrustedPunchWire {
    static func read(_ bytes: [UInt8]) throws -> TrustedPunch {
        try JSONReader.read(bytes) { try punch(&$0) }
    }

    private static func punch(_ reader: inout JSONReader) throws -> TrustedPunch {
        var id: String?
        var member: MemberID?
        var direction = Direction.auto
        var occurredAt: Instant?
        var origin = Punch.Origin.imported
        var geofence: GeofenceID?
        try reader.object { name, value in
            switch name {
            case "id": id = try value.string(min: 1, max: 128)
            case "member": member = try value.identifier()
            case "direction": direction = try value.one(of: Direction.self)
            case "occurredAt": occurredAt = Instant(milliseconds: try value.instant())
            case "origin": origin = try value.one(of: Punch.Origin.self)
            case "geofence": geofence = try value.identifier()
            default: throw value.unknownMember()
            }
        }
        return TrustedPunch(
            id: uuid(try reader.required(id, "id")), member: try reader.required(member, "member"),
            direction: direction, occurredAt: try reader.required(occurredAt, "occurredAt"),
            origin: origin, geofence: geofence)
    }

    /// The UUID that an id is, or that is made of it: of other systems' ids a UUID of version 8.
    private static func uuid(_ id: String) -> UUID {
        if let uuid = UUID(uuidString: id) { return uuid }
        let digest = Array(id.utf8).withUnsafeBytes { Digest(of: $0) }
        var bytes = Array(digest.bytes.prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        return UUID(
            uuid: (
                bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7],
                bytes[8], bytes[9], bytes[10], bytes[11], bytes[12], bytes[13], bytes[14],
                bytes[15]
            ))
    }
}
