import Attendance
import JSON
import Timekeeping

/// Reads and writes organizations and their keys.
enum OrganizationWire {
    /// What a new organization is made from.
    static func create(_ reader: inout JSONReader, at now: Instant) throws -> Organization {
        var id: OrganizationID?
        var name: String?
        var zone: String?
        var region: String?
        var calendar: String??
        try reader.object { member, value in
            switch member {
            case "id": id = try value.identifier()
            case "name": name = try value.name()
            case "timeZone": zone = try value.timeZone()
            case "region": region = try value.string(min: 1, max: 64)
            case "calendar":
                calendar = try value.takeNull() ? .some(nil) : try value.identifierText()
            default: throw value.unknownMember()
            }
        }
        let timeZone = try reader.required(zone, "timeZone")
        return Organization(
            id: try reader.required(id, "id"), name: try reader.required(name, "name"),
            timeZone: timeZone, region: region,
            calendar: calendar ?? Organization.defaultCalendar(in: timeZone), createdAt: now)
    }

    /// An organization with what a body changes of it.
    static func patch(
        _ reader: inout JSONReader, _ organization: Organization
    ) throws -> Organization {
        var organization = organization
        try reader.object { member, value in
            switch member {
            case "name": organization.name = try value.name()
            case "timeZone": organization.timeZone = try value.timeZone()
            case "calendar":
                organization.calendar = try value.takeNull() ? nil : try value.identifierText()
            default: throw value.unknownMember()
            }
        }
        return organization
    }

    static func write(_ organization: Organization, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", organization.id.text)
            writer.member("name", organization.name)
            writer.member("timeZone", organization.timeZone)
            writer.member("region", organization.region)
            writer.member("calendar", organization.calendar)
            writer.member("state", organization.closedAt == nil ? "open" : "closed")
            writer.member("createdAt", instant: organization.createdAt.milliseconds)
            writer.member("closedAt", instant: organization.closedAt?.milliseconds)
        }
    }

    /// What a new key is made from; the roles of an organization only.
    static func key(_ reader: inout JSONReader, id: KeyID, at now: Instant) throws -> APIKey {
        var role: Role?
        var label = ""
        var expiresAt: Instant?
        var geofences: [GeofenceID] = []
        try reader.object { member, value in
            switch member {
            case "role":
                let named = try value.one(of: Role.self)
                guard named != .operator, named != .member else {
                    throw value.invalid("must be a role of an organization's systems")
                }
                role = named
            case "label": label = try value.string(max: 256)
            case "expiresAt": expiresAt = Instant(milliseconds: try value.instant())
            case "geofences": geofences = try value.array(max: 1_000) { try $0.identifier() }
            default: throw value.unknownMember()
            }
        }
        return APIKey(
            id: id, role: try reader.required(role, "role"), label: label, geofences: geofences,
            createdAt: now, expiresAt: expiresAt)
    }

    static func write(_ key: APIKey, secret: String? = nil, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", key.id.text)
            writer.member("role", key.role.rawValue)
            writer.member("label", key.label)
            if key.role == .kiosk { writer.member("geofences", key.geofences.map(\.text)) }
            writer.member("createdAt", instant: key.createdAt.milliseconds)
            writer.member("expiresAt", instant: key.expiresAt?.milliseconds)
            writer.member("revokedAt", instant: key.revokedAt?.milliseconds)
            if let secret { writer.member("key", secret) }
        }
    }
}

extension JSONReader {
    /// The name of a document that belongs to no one kind.
    mutating func identifierText() throws(JSONError) -> String {
        let identifier: Identifier<Organization> = try identifier()
        return identifier.text
    }
}
