import Attendance
import Timekeeping

/// What the Wi-Fi of places usually looks like.
enum SurroundingsRows {
    /// Places that one check-in is compared with.
    private static let places = 3

    /// What is known of some places.
    static func find(
        _ ids: [GeofenceID], in organization: OrganizationID, on connection: any SQLConnection
    ) throws -> [GeofenceID: Surroundings] {
        guard let first = ids.first else { return [:] }
        let sought = ids.prefix(places)
        let padded = sought + repeatElement(first, count: places - sought.count)
        var found: [GeofenceID: Surroundings] = [:]
        try connection.forEach(
            """
            SELECT geofence, version, learned_at, body
            FROM place_surroundings
            WHERE organization_id = $1
              AND geofence IN ($2, $3, $4)
            """, [.text(organization.text)] + padded.map { .text($0.text) }
        ) { row in
            guard let id = GeofenceID(try row.text(0)) else { return }
            found[id] = Surroundings(
                version: try row.integer(1),
                learnedAt: Instant(milliseconds: try row.integer(2)), bytes: try row.bytes(3))
        }
        return found
    }

    /// Keeps what was learned, unless something else was learned meanwhile.
    ///
    /// - Returns: Whether it was kept.
    @discardableResult
    static func put(
        _ lesson: Surroundings, of place: GeofenceID, in organization: OrganizationID,
        on connection: any SQLConnection
    ) throws -> Bool {
        try connection.run(
            """
            INSERT INTO place_surroundings (
              organization_id, geofence, version, learned_at, body
            )
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (organization_id, geofence)
            DO UPDATE SET
              version = excluded.version, learned_at = excluded.learned_at,
              body = excluded.body
            WHERE place_surroundings.version = excluded.version - 1
            """,
            [
                .text(organization.text), .text(place.text), .integer(lesson.version),
                .integer(lesson.learnedAt.milliseconds), .bytes(lesson.bytes),
            ]) == 1
    }

    /// Forgets a place.
    static func remove(
        _ place: String, in organization: OrganizationID, on connection: any SQLConnection
    ) throws {
        try connection.run(
            """
            DELETE FROM place_surroundings
            WHERE organization_id = $1
              AND geofence = $2
            """, [.text(organization.text), .text(place)])
    }
}
