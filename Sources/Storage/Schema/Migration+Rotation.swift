extension Migration {
    /// What a rotation replaces, so that one that ended early is ended as it was begun, and which
    /// rotation made a key.
    static let rotation = Migration(
        number: 41, name: "rotation",
        statements: [
            "ALTER TABLE key_rotation ADD COLUMN scope TEXT NOT NULL DEFAULT 'members'",
            // When the root was replaced.
            "ALTER TABLE key_rotation ADD COLUMN root_at BIGINT",
            // The number of the rotation that made the key; 0 for all others.
            "ALTER TABLE sealing_key ADD COLUMN rotation BIGINT NOT NULL DEFAULT 0",
        ])
}
