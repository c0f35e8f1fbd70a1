extension Migration {
    /// The register of who received data on people.
    static let disclosures = Migration(
        number: 10, name: "disclosures",
        statements: [
            """
            CREATE TABLE disclosure (
              organization_id TEXT NOT NULL REFERENCES organization (id),
              number BIGINT NOT NULL CHECK (number >= 1), -- counts without a gap
              disclosed_at BIGINT NOT NULL,
              kind TEXT NOT NULL,
              recipient TEXT NOT NULL,
              categories TEXT NOT NULL, -- apart by single spaces
              purpose TEXT NOT NULL,
              basis TEXT NOT NULL,
              member_id TEXT, -- NULL where it was about several people
              PRIMARY KEY (organization_id, number)
            )
            """,
            """
            CREATE INDEX disclosure_about_member
            ON disclosure (organization_id, member_id, number)
            WHERE member_id IS NOT NULL
            """,
        ])
}
