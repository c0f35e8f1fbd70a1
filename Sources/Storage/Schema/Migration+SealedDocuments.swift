extension Migration {
    /// Documents that speak of a member are sealed by the member's key, all their versions.
    static let sealedDocuments = Migration(
        number: 60, name: "sealed-documents",
        statements: [
            // Whose key seals the body; NULL where it is as it was written.
            "ALTER TABLE document ADD COLUMN member_id TEXT",
            "ALTER TABLE document_version ADD COLUMN member_id TEXT",
            """
            CREATE INDEX document_version_of_member
            ON document_version (organization_id, member_id, kind, id)
            WHERE member_id IS NOT NULL
            """,
        ])
}
