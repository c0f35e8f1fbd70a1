extension Migration {
    /// Keyed hashes by which evidence is known when it comes again.
    static let traces = Migration(
        number: 9, name: "traces",
        statements: [
            """
            CREATE TABLE evidence_trace (
              organization_id TEXT NOT NULL REFERENCES organization (id),
              trace BIGINT NOT NULL, -- keyed; tells a repeat, not the evidence
              purpose TEXT NOT NULL, -- what the evidence was processed for
              sequence BIGINT NOT NULL, -- of the record that left it
              PRIMARY KEY (organization_id, trace)
            )
            """,
            """
            CREATE INDEX evidence_trace_of_record
            ON evidence_trace (organization_id, sequence)
            """,
        ])
}
