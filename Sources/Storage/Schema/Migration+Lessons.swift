extension Migration {
    /// What check-ins that were not accepted would teach of their place, if a person accepted them.
    static let lessons = Migration(
        number: 50, name: "lessons",
        statements: [
            """
            CREATE TABLE pending_lesson (
              organization_id TEXT NOT NULL,
              member_id TEXT NOT NULL,
              record_id TEXT NOT NULL,
              geofence TEXT NOT NULL,
              made_at BIGINT NOT NULL,
              sealed {bytes} NOT NULL, -- keyed hashes of the access points, and their strengths
              PRIMARY KEY (organization_id, member_id, record_id),
              FOREIGN KEY (organization_id, member_id) REFERENCES member (organization_id, id)
            )
            """,
            """
            CREATE INDEX pending_lesson_by_age
            ON pending_lesson (organization_id, made_at)
            """,
        ])
}
