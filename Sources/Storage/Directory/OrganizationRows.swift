import Attendance
import Timekeeping

/// Organizations as rows.
enum OrganizationRows {
    /// The columns that `organization` reads, in its order.
    static let columns =
        "o.id, o.name, o.time_zone, o.region, o.calendar, o.created_at, o.closed_at"
    static let columnCount = 7

    static func organization(_ row: SQLRow, from column: Int = 0) throws -> Organization {
        guard let id = OrganizationID(try row.text(column)) else {
            throw EngineError(kind: .corrupt, message: "an organization's id is malformed")
        }
        return Organization(
            id: id, name: try row.text(column + 1), timeZone: try row.text(column + 2),
            region: try row.optionalText(column + 3), calendar: try row.optionalText(column + 4),
            createdAt: Instant(milliseconds: try row.integer(column + 5)),
            closedAt: try row.optionalInteger(column + 6).map(Instant.init(milliseconds:)))
    }

    /// - Returns: Whether the id was free.
    static func insert(
        _ organization: Organization, on connection: any SQLConnection
    ) throws -> Bool {
        try connection.run(
            """
            INSERT INTO organization (
              id, name, time_zone, region, calendar, created_at, closed_at,
              rulebook_revision, sharing_window
            )
            VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8)
            ON CONFLICT (id) DO NOTHING
            """,
            [
                .text(organization.id.text), .text(organization.name),
                .text(organization.timeZone), SQLValue(organization.region),
                SQLValue(organization.calendar), .integer(organization.createdAt.milliseconds),
                SQLValue(organization.closedAt?.milliseconds),
                .integer(Policy().sharingWindowMilliseconds),
            ]) == 1
    }

    static func update(_ organization: Organization, on connection: any SQLConnection) throws {
        try connection.run(
            """
            UPDATE organization
            SET name = $1, time_zone = $2, region = $3, calendar = $4, closed_at = $5,
              rulebook_revision = rulebook_revision + 1
            WHERE id = $6
            """,
            [
                .text(organization.name), .text(organization.timeZone),
                SQLValue(organization.region), SQLValue(organization.calendar),
                SQLValue(organization.closedAt?.milliseconds), .text(organization.id.text),
            ])
    }

    /// Makes every judgement that is under way start again under the new rulebook.
    static func bumpRevision(
        of organization: OrganizationID, on connection: any SQLConnection
    ) throws {
        try connection.run(
            """
            UPDATE organization
            SET rulebook_revision = rulebook_revision + 1
            WHERE id = $1
            """, [.text(organization.text)])
    }

    /// Keeps what the policy says of shared devices where the case file's one read finds it.
    static func setSharingWindow(
        _ milliseconds: Int64, of organization: OrganizationID, on connection: any SQLConnection
    ) throws {
        try connection.run(
            """
            UPDATE organization
            SET sharing_window = $1
            WHERE id = $2
            """, [.integer(milliseconds), .text(organization.text)])
    }
}

extension Policy {
    /// For how long a device stays tied to its last member.
    var sharingWindowMilliseconds: Int64 {
        Self.sharingWindowMilliseconds(hours: device.sharedWindowHours)
    }

    /// So many hours, a year at most, in milliseconds.
    static func sharingWindowMilliseconds(hours: Int) -> Int64 {
        Int64(min(max(hours, 0), 8_760)) * 3_600_000
    }
}
