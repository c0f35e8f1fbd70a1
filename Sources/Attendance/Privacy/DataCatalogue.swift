/// What is kept, where, and how it is protected: every table and every kind of document.
///
/// A test holds it to the schema: whoever adds a table, a column or a kind of document adds it here.
public enum DataCatalogue {
    /// One table of the database.
    public struct Table: Sendable {
        /// Its name.
        public let name: String
        /// What it holds.
        public let category: DataCategory
        /// Its columns.
        public let columns: [Column]

        init(_ name: String, _ category: DataCategory, _ columns: String) {
            self.name = name
            self.category = category
            self.columns = columns.split(separator: " ").map { Column(String($0)) }
        }
    }

    /// One column of a table.
    public struct Column: Sendable {
        /// Its name.
        public let name: String
        /// How it is protected.
        public let protection: Protection

        /// `!` after a name says sealed, `~` keyed.
        init(_ text: String) {
            switch text.last {
            case "!": (name, protection) = (String(text.dropLast()), .sealed)
            case "~": (name, protection) = (String(text.dropLast()), .keyed)
            default: (name, protection) = (text, .plain)
            }
        }
    }

    /// How a column is protected, beyond the walls of the database.
    public enum Protection: String, Sendable {
        /// Sealed under a key of the person's own (documents where they speak of one), or wrapped
        /// under the key above it.
        case sealed
        /// A keyed digest or pseudonym: it tells a repeat, not the value.
        case keyed
        /// As it is.
        case plain
    }

    /// All tables, in the order of their names.
    public static let tables: [Table] = [
        Table(
            "api_key", .keys,
            "organization_id id digest~ role label geofences created_at expires_at revoked_at"),
        Table("applied_migration", .rules, "number name applied_at"),
        Table(
            "audit_entry", .audit,
            "organization_id sequence recorded_at caller action subject detail salt commitment link"
        ),
        Table("backup_copy", .keys, "number made_at wrapped! wrapper_version"),
        Table("blocklist_change", .rules, "organization_id revision rule_id body"),
        Table("challenge", .devices, "organization_id nonce~ member_id expires_at"),
        Table("chain_head", .audit, "organization_id chain sequence recorded_at digest"),
        Table(
            "consent_receipt", .consents,
            "organization_id member_id number purpose action notice_version decided_at recorded_at channel"
        ),
        Table(
            "device_key", .devices,
            "organization_id member_id device~ curve point registered_at version"),
        Table("device_use", .devices, "organization_id device~ member_id last_at counted_at"),
        Table(
            "disclosure", .disclosures,
            "organization_id number disclosed_at kind recipient categories purpose basis member_id"),
        Table("document", .rules, "organization_id kind id version body! member_id"),
        Table("document_subject", .workdays, "organization_id kind id member_id from_day to_day"),
        Table(
            "document_version", .rules, "organization_id kind id version body! written_at member_id"
        ),
        Table("erasure", .erasures, "organization_id number subject~ erased_at"),
        Table(
            "evidence", .evidence,
            "organization_id member_id record_id kept_at expires_at group_id location! wifi! motion! device!"
        ),
        Table("evidence_trace", .evidence, "organization_id trace~ purpose sequence"),
        Table("face_probe", .faces, "organization_id digest~ record_id seen_at"),
        Table(
            "face_template", .faces,
            "organization_id id member_id model revision enrolled_at key_version sealed!"),
        Table("identity_issuer", .keys, "organization_id issuer"),
        Table("key_rotation", .rules, "number started_at finished_at scope root_at"),
        Table("legal_hold", .rights, "organization_id member_id reason! placed_by placed_at"),
        Table(
            "member", .profile,
            "organization_id id profile! version consents consent_version closed_at erased_at consent_notices "
                + "closes_at"
        ),
        Table(
            "motion_memory", .evidence,
            "organization_id member_id slot record_id cell~ ended_at sealed!"),
        Table(
            "organization", .rules,
            "id name time_zone region calendar created_at closed_at rulebook_revision sharing_window necessity "
                + "major_notices key_floor"),
        Table(
            "pending_lesson", .evidence,
            "organization_id member_id record_id geofence made_at sealed!"),
        Table(
            "place_surroundings", .rules, "organization_id geofence version learned_at body~"),
        Table(
            "record", .checkIns,
            "organization_id id sequence member_id direction occurred_at received_at verdict counts geofence codes "
                + "position! payload! commitment link place origin"),
        Table("record_code", .checkIns, "organization_id code sequence"),
        Table(
            "sealing_key", .keys,
            "organization_id member_id purpose version wrapped! wrapper_version made_at rotation"),
        Table("server_key", .keys, "purpose version wrapped! wrapper_version made_at"),
        Table("sweeper", .rules, "id swept_at stopped_at"),
        Table(
            "webhook_event", .disclosures,
            "organization_id number kind happened_at member_id from_day to_day"),
        Table(
            "webhook_progress", .disclosures,
            "organization_id webhook_id record_sequence event_number attempts next_at"),
    ]

    /// What each kind of document holds; the tables of documents hold them all.
    public static func category(of kind: DocumentKind) -> DataCategory {
        switch kind {
        case .approval, .roster, .group, .review: .workdays
        case .dispute, .request: .rights
        case .recipient, .webhook: .disclosures
        case .identityProvider: .keys
        default: .rules
        }
    }
}
