extension Migration {
    /// Organizations, members, documents, records and the audit log.
    static let foundation = Migration(
        number: 1, name: "foundation",
        statements: directory + documents + records + audit)

    private static let directory = [
        """
        CREATE TABLE organization (
          id TEXT NOT NULL PRIMARY KEY,
          name TEXT NOT NULL,
          time_zone TEXT NOT NULL,
          region TEXT,
          calendar TEXT,
          created_at BIGINT NOT NULL,
          closed_at BIGINT,
          rulebook_revision BIGINT NOT NULL,
          sharing_window BIGINT NOT NULL, -- milliseconds, taken from the policy
          CHECK (rulebook_revision >= 1 AND sharing_window >= 0)
        )
        """,
        """
        CREATE TABLE chain_head (
          organization_id TEXT NOT NULL REFERENCES organization (id),
          chain TEXT NOT NULL CHECK (chain IN ('record', 'audit')),
          sequence BIGINT NOT NULL,
          recorded_at BIGINT NOT NULL, -- of the newest link; 0 before the first
          digest {bytes} NOT NULL,
          PRIMARY KEY (organization_id, chain)
        )
        """,
        """
        CREATE TABLE api_key (
          organization_id TEXT NOT NULL REFERENCES organization (id),
          id TEXT NOT NULL,
          digest {bytes} NOT NULL UNIQUE, -- keyed; the secret itself is kept nowhere
          role TEXT NOT NULL,
          label TEXT NOT NULL,
          geofences TEXT NOT NULL, -- ids, apart by single spaces
          created_at BIGINT NOT NULL,
          expires_at BIGINT,
          revoked_at BIGINT,
          PRIMARY KEY (organization_id, id)
        )
        """,
        """
        CREATE TABLE member (
          organization_id TEXT NOT NULL REFERENCES organization (id),
          id TEXT NOT NULL,
          profile {bytes} NOT NULL, -- sealed
          version BIGINT NOT NULL,
          consents BIGINT NOT NULL, -- one bit a purpose
          consent_version BIGINT NOT NULL, -- the number of its newest receipt
          closed_at BIGINT,
          PRIMARY KEY (organization_id, id)
        )
        """,
        """
        CREATE TABLE consent_receipt (
          organization_id TEXT NOT NULL,
          member_id TEXT NOT NULL,
          number BIGINT NOT NULL, -- counts from 1 for each member
          purpose TEXT NOT NULL,
          action TEXT NOT NULL CHECK (action IN ('granted', 'withdrawn')),
          notice_version TEXT,
          decided_at BIGINT NOT NULL,
          recorded_at BIGINT NOT NULL,
          channel TEXT NOT NULL,
          PRIMARY KEY (organization_id, member_id, number),
          FOREIGN KEY (organization_id, member_id) REFERENCES member (organization_id, id)
        )
        """,
    ]

    private static let documents = [
        """
        CREATE TABLE document (
          organization_id TEXT NOT NULL REFERENCES organization (id),
          kind TEXT NOT NULL,
          id TEXT NOT NULL,
          version BIGINT NOT NULL,
          body {bytes} NOT NULL,
          PRIMARY KEY (organization_id, kind, id)
        )
        """,
        """
        CREATE TABLE document_version (
          organization_id TEXT NOT NULL REFERENCES organization (id),
          kind TEXT NOT NULL,
          id TEXT NOT NULL,
          version BIGINT NOT NULL CHECK (version >= 1),
          body {bytes}, -- NULL for a deletion
          written_at BIGINT NOT NULL,
          PRIMARY KEY (organization_id, kind, id, version)
        )
        """,
    ]

    private static let records = [
        """
        CREATE TABLE record (
          organization_id TEXT NOT NULL REFERENCES organization (id),
          id TEXT NOT NULL, -- the client's; the key of idempotency
          sequence BIGINT NOT NULL,
          member_id TEXT NOT NULL,
          direction TEXT NOT NULL,
          occurred_at BIGINT NOT NULL,
          received_at BIGINT NOT NULL,
          verdict TEXT NOT NULL,
          counts BIGINT NOT NULL,
          geofence TEXT,
          codes TEXT NOT NULL, -- apart by single spaces
          position {bytes}, -- sealed
          payload {bytes}, -- sealed salt and record; NULL once it is erased
          commitment {bytes} NOT NULL,
          link {bytes} NOT NULL,
          PRIMARY KEY (organization_id, id),
          UNIQUE (organization_id, sequence)
        )
        """,
        """
        CREATE INDEX record_of_member
        ON record (organization_id, member_id, sequence)
        """,
        """
        CREATE INDEX record_that_counts
        ON record (organization_id, member_id, occurred_at, sequence)
        WHERE counts = 1
        """,
        """
        CREATE INDEX record_by_verdict
        ON record (organization_id, verdict, sequence)
        """,
        """
        CREATE INDEX record_at_geofence
        ON record (organization_id, geofence, sequence)
        WHERE geofence IS NOT NULL
        """,
        """
        CREATE TABLE record_code (
          organization_id TEXT NOT NULL,
          code TEXT NOT NULL,
          sequence BIGINT NOT NULL,
          PRIMARY KEY (organization_id, code, sequence),
          FOREIGN KEY (organization_id, sequence) REFERENCES record (organization_id, sequence)
        )
        """,
        """
        CREATE TABLE device_use (
          organization_id TEXT NOT NULL,
          device {bytes} NOT NULL, -- the organization's keyed pseudonym
          member_id TEXT NOT NULL,
          last_at BIGINT NOT NULL,
          counted_at BIGINT, -- of the newest record that counts; NULL before the first
          PRIMARY KEY (organization_id, device, member_id),
          FOREIGN KEY (organization_id, member_id) REFERENCES member (organization_id, id)
        )
        """,
        """
        CREATE INDEX device_use_of_member
        ON device_use (organization_id, member_id, device, counted_at)
        """,
    ]

    private static let audit = [
        """
        CREATE TABLE audit_entry (
          organization_id TEXT NOT NULL REFERENCES organization (id),
          sequence BIGINT NOT NULL,
          recorded_at BIGINT NOT NULL,
          caller TEXT NOT NULL,
          action TEXT NOT NULL,
          subject TEXT NOT NULL,
          detail TEXT NOT NULL,
          salt {bytes} NOT NULL,
          commitment {bytes} NOT NULL,
          link {bytes} NOT NULL,
          PRIMARY KEY (organization_id, sequence)
        )
        """
    ]
}
