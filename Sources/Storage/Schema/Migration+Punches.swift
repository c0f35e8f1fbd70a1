extension Migration {
    /// The index of punches tells their verdicts: one accepted outside is work in the field.
    static let punches = Migration(
        number: 12, name: "punches",
        statements: [
            "DROP INDEX punch_of_member",
            """
            CREATE INDEX punch_of_member
            ON record (
              organization_id, member_id, occurred_at, sequence, id, direction, place, origin,
              verdict
            )
            WHERE counts = 1
            """,
        ])
}
