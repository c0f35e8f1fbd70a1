import Attendance
import Timekeeping

/// The keys of members' devices, as rows.
enum DeviceKeyRows {
    /// The columns that `device` reads, in its order.
    static let columns = "device, curve, point, registered_at, version"

    static func device(_ row: SQLRow) throws -> Stored<RegisteredDevice> {
        let key = try key(row, from: 1)
        return Stored(
            value: RegisteredDevice(pseudonym: try row.bytes(0), key: key),
            version: try row.integer(4))
    }

    /// The key of three columns: curve, point, time of registration.
    static func key(_ row: SQLRow, from column: Int) throws -> DeviceKey {
        guard let curve = DeviceKey.Curve(rawValue: try row.text(column)) else {
            throw EngineError(kind: .corrupt, message: "a device's curve is malformed")
        }
        return DeviceKey(
            curve: curve, point: try row.bytes(column + 1),
            registeredAt: Instant(milliseconds: try row.integer(column + 2)))
    }

    static func find(
        _ device: [UInt8], of place: MemberPlace, on connection: any SQLConnection
    ) throws -> Stored<RegisteredDevice>? {
        try connection.row(
            """
            SELECT \(columns)
            FROM device_key
            WHERE organization_id = $1
              AND member_id = $2
              AND device = $3
            """, values(of: place) + [.bytes(device)]
        ).map { try Self.device($0) }
    }

    static func all(
        of place: MemberPlace, on connection: any SQLConnection
    ) throws -> [RegisteredDevice] {
        try connection.rows(
            """
            SELECT \(columns)
            FROM device_key
            WHERE organization_id = $1
              AND member_id = $2
            ORDER BY registered_at, device
            LIMIT $3
            """, values(of: place) + [.integer(Int64(Limits.devices))]
        ).map { try device($0).value }
    }

    static func upsert(
        _ stored: Stored<RegisteredDevice>, of place: MemberPlace,
        on connection: any SQLConnection
    ) throws {
        let key = stored.value.key
        try connection.run(
            """
            INSERT INTO device_key (
              organization_id, member_id, device, curve, point, registered_at, version
            )
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (organization_id, member_id, device)
            DO UPDATE SET
              curve = excluded.curve,
              point = excluded.point,
              registered_at = excluded.registered_at,
              version = excluded.version
            """,
            values(of: place) + [
                .bytes(stored.value.pseudonym), .text(key.curve.rawValue), .bytes(key.point),
                .integer(key.registeredAt.milliseconds), .integer(stored.version),
            ])
    }

    static func delete(
        _ device: [UInt8], of place: MemberPlace, on connection: any SQLConnection
    ) throws {
        try connection.run(
            """
            DELETE FROM device_key
            WHERE organization_id = $1
              AND member_id = $2
              AND device = $3
            """, values(of: place) + [.bytes(device)])
    }

    /// Forgets the keys of all devices of a member.
    static func deleteAll(of place: MemberPlace, on connection: any SQLConnection) throws {
        try connection.run(
            """
            DELETE FROM device_key
            WHERE organization_id = $1
              AND member_id = $2
            """, values(of: place))
    }

    private static func values(of place: MemberPlace) -> [SQLValue] {
        [.text(place.organization.text), .text(place.member.text)]
    }
}
