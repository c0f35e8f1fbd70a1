extension Migration {
    /// What the case file needs to tell which consents are stale, and which are not needed.
    static let notices = Migration(
        number: 6, name: "notices",
        statements: [
            // One bit a purpose that rests on another ground than consent.
            "ALTER TABLE organization ADD COLUMN necessity BIGINT NOT NULL DEFAULT 0",
            // Time and purposes of every major change of the notice: `1764000000000:3 …`.
            "ALTER TABLE organization ADD COLUMN major_notices TEXT NOT NULL DEFAULT ''",
            // For each purpose in turn, from when on the notice counts that it was agreed to.
            "ALTER TABLE member ADD COLUMN consent_notices TEXT NOT NULL DEFAULT ''",
        ])
}
