import Attendance
import JSON
import Sealing
import Timekeeping

/// Reads and writes the keys of devices.
enum DeviceWire {
    /// The member that a challenge is for.
    static func member(_ reader: inout JSONReader) throws -> MemberID {
        var member: MemberID?
        try reader.object { name, value in
            switch name {
            case "member": member = try value.identifier()
            default: throw value.unknownMember()
            }
        }
        return try reader.required(member, "member")
    }

    /// The key that a device registers: `{"publicKey":{JSON Web Key}}`.
    static func key(_ reader: inout JSONReader, at now: Instant) throws -> DeviceKey {
        var key: DeviceKey?
        try reader.object { name, value in
            switch name {
            case "publicKey": key = try webKey(&value, at: now)
            default: throw value.unknownMember()
            }
        }
        return try reader.required(key, "publicKey")
    }

    private static func webKey(_ reader: inout JSONReader, at now: Instant) throws -> DeviceKey {
        var curve: DeviceKey.Curve?
        var type: String?
        var x: String?
        var y: String?
        try reader.object { name, value in
            switch name {
            case "kty": type = try value.string(max: 16)
            case "crv": curve = try value.one(of: DeviceKey.Curve.self)
            case "x": x = try value.string(max: 64)
            case "y": y = try value.string(max: 64)
            case "d": throw value.invalid("a private key stays on its device")
            case "kid", "alg", "use": _ = try value.string(max: 256)
            case "key_ops", "ext": try value.skip()
            default: throw value.unknownMember()
            }
        }
        guard try reader.required(type, "kty") == "EC" else {
            throw reader.invalid("must be a key on P-256 or SM2")
        }
        let form = try reader.required(curve, "crv")
        do throws(SealError) {
            let key = try EllipticPublicKey(form.scheme, x: x ?? "", y: y ?? "")
            return DeviceKey(curve: form, point: key.point, registeredAt: now)
        } catch {
            throw reader.invalid("must be a point on its curve, x and y of 32 bytes each")
        }
    }

    /// A device that the client named.
    static func write(_ key: DeviceKey, of device: String, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("device", device)
            write(key, members: &writer)
        }
    }

    /// A device of a list: its id is not kept, only what stands for it.
    static func write(_ device: RegisteredDevice, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("pseudonym", Hexadecimal.encode(device.pseudonym))
            write(device.key, members: &writer)
        }
    }

    private static func write(_ key: DeviceKey, members writer: inout JSONWriter) {
        let jwk = PublicJWK(
            keyType: "EC", curve: key.curve.rawValue,
            x: Base64.encode(key.point.dropFirst().prefix(32), as: .url),
            y: Base64.encode(key.point.suffix(32), as: .url))
        writer.member("keyId", jwk.keyID)
        writer.member("publicKey") { writer in
            writer.object { writer in
                writer.member("kty", jwk.keyType)
                writer.member("crv", jwk.curve)
                writer.member("x", jwk.x)
                writer.member("y", jwk.y)
            }
        }
        writer.member("registeredAt", instant: key.registeredAt.milliseconds)
    }
}
