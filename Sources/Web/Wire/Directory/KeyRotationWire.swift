import Attendance
import JSON
import Timekeeping

/// Reads what is asked of a rotation of keys, and writes how far it is.
enum KeyRotationWire {
    static func scope(_ reader: inout JSONReader) throws -> KeyRotation.Scope {
        var scope: KeyRotation.Scope?
        try reader.object { member, value in
            switch member {
            case "scope": scope = try value.one(of: KeyRotation.Scope.self)
            default: throw value.unknownMember()
            }
        }
        return try reader.required(scope, "scope")
    }

    static func write(_ rotation: KeyRotation?, to writer: inout JSONWriter) {
        let count = rotation?.count ?? .init()
        writer.object { writer in
            writer.member("state", rotation?.state.rawValue ?? "idle")
            writer.member("scope", rotation?.scope.rawValue)
            writer.member("startedAt", instant: rotation?.startedAt.milliseconds)
            writer.member("endedAt", instant: rotation?.endedAt?.milliseconds)
            writer.member("organizations", Int64(clamping: count.organizations))
            writer.member("keysWrapped", Int64(clamping: count.wrapped))
            writer.member("keysMade", Int64(clamping: count.keys))
            writer.member("valuesSealed", Int64(clamping: count.cells))
            writer.member("valuesUnreadable", Int64(clamping: count.unreadable))
        }
    }
}
