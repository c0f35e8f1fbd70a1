extension Migration {
    /// Wrapped keys, face templates sealed by them, and digests of the faces of check-ins.
    static let faces = Migration(
        number: 4, name: "faces",
        statements: keys + templates + probes)

    private static let keys = [
        """
        CREATE TABLE organization_key (
          organization_id TEXT NOT NULL REFERENCES organization (id),
          version BIGINT NOT NULL CHECK (version >= 1),
          wrapped {bytes} NOT NULL, -- under the root key
          made_at BIGINT NOT NULL,
          PRIMARY KEY (organization_id, version)
        )
        """,
        """
        CREATE TABLE member_key (
          organization_id TEXT NOT NULL,
          member_id TEXT NOT NULL,
          purpose TEXT NOT NULL, -- what the key seals
          version BIGINT NOT NULL CHECK (version >= 1), -- counts on after a destroyed key
          wrapped {bytes}, -- under the organization's key; NULL once destroyed
          changed_at BIGINT NOT NULL,
          PRIMARY KEY (organization_id, member_id, purpose),
          FOREIGN KEY (organization_id, member_id) REFERENCES member (organization_id, id)
        )
        """,
    ]

    private static let templates = [
        """
        CREATE TABLE face_template (
          organization_id TEXT NOT NULL,
          id TEXT NOT NULL,
          member_id TEXT NOT NULL,
          model TEXT NOT NULL,
          revision BIGINT NOT NULL, -- counts the changes of the organization's templates
          enrolled_at BIGINT NOT NULL,
          key_version BIGINT NOT NULL,
          sealed {bytes}, -- NULL once destroyed
          PRIMARY KEY (organization_id, id),
          FOREIGN KEY (organization_id, member_id) REFERENCES member (organization_id, id)
        )
        """,
        """
        CREATE INDEX face_template_of_member
        ON face_template (organization_id, member_id, enrolled_at, id)
        """,
        """
        CREATE UNIQUE INDEX face_template_by_revision
        ON face_template (organization_id, revision)
        """,
        """
        CREATE INDEX face_template_of_model
        ON face_template (organization_id, model, revision)
        """,
    ]

    private static let probes = [
        """
        CREATE TABLE face_probe (
          organization_id TEXT NOT NULL REFERENCES organization (id),
          digest {bytes} NOT NULL, -- keyed; tells a repeat, not the face
          record_id TEXT NOT NULL,
          seen_at BIGINT NOT NULL,
          PRIMARY KEY (organization_id, digest)
        )
        """,
        """
        CREATE INDEX face_probe_by_age
        ON face_probe (organization_id, seen_at)
        """,
    ]
}
