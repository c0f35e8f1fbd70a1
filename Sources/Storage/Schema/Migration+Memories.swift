extension Migration {
    /// How members' phones moved lately, and what the Wi-Fi of places usually looks like.
    static let memories = Migration(
        number: 11, name: "memories",
        statements: [
            """
            CREATE TABLE motion_memory (
              organization_id TEXT NOT NULL,
              member_id TEXT NOT NULL,
              slot BIGINT NOT NULL CHECK (slot >= 0), -- used again: the oldest gives way
              record_id TEXT NOT NULL,
              cell BIGINT, -- keyed; tells who was near, not where
              ended_at BIGINT NOT NULL,
              sealed {bytes} NOT NULL,
              PRIMARY KEY (organization_id, member_id, slot),
              FOREIGN KEY (organization_id, member_id) REFERENCES member (organization_id, id)
            )
            """,
            """
            CREATE INDEX motion_memory_nearby
            ON motion_memory (organization_id, cell, ended_at)
            WHERE cell IS NOT NULL
            """,
            """
            CREATE TABLE place_surroundings (
              organization_id TEXT NOT NULL REFERENCES organization (id),
              geofence TEXT NOT NULL,
              version BIGINT NOT NULL CHECK (version >= 1),
              learned_at BIGINT NOT NULL,
              body {bytes} NOT NULL, -- keyed hashes of access points, nobody's check-in
              PRIMARY KEY (organization_id, geofence)
            )
            """,
        ])
}
