extension Migration {
    /// Finds what speaks of one person, and what was done to it, without reading everybody's.
    static let persons = Migration(
        number: 8, name: "persons",
        statements: [
            """
            CREATE INDEX document_about_member
            ON document_subject (organization_id, member_id, kind, id)
            """,
            """
            CREATE INDEX audit_of_subject
            ON audit_entry (organization_id, subject, sequence)
            """,
        ])
}
