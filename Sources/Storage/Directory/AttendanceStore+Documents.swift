import Attendance
import Faces
import Timekeeping

extension AttendanceStore {
    /// Makes or replaces a document; its versions count on from any that was deleted.
    ///
    /// - Throws: `unknownOrganization`, `preconditionFailed`.
    public func put<Value: Document>(
        _ value: Value, id: String, if precondition: Precondition,
        in organization: OrganizationID, by caller: Caller
    ) async throws(StoreError) -> Written {
        let body: [UInt8]
        do { body = try JSONBytes.encode(value) } catch {
            throw StoreError(error, during: "encoding")
        }
        let window = (value as? Policy)?.sharingWindowMilliseconds
        let history = (value as? Policy)?.motionHistory
        let keeping = EvidenceKeeping(value, id: id)
        let subject = value.subject
        let issuer = (value as? IdentityProvider)?.issuer
        let change = value.isWithdrawn ? "delete" : "put"
        let name = DocumentName(organization: organization, kind: Value.kind, id: id)
        return try await sealing(organization) { connection, seal, now in
            let present = try DocumentRows.version(of: name, on: connection)
            try precondition.check(present)
            let version = try DocumentRows.newestVersion(of: name, on: connection) + 1
            let sealed = try DocumentBody(
                body, of: name, version: version, about: subject?.member, sealedBy: seal)
            let kept = DocumentVersion(
                number: version, body: sealed.kept, writtenAt: now, member: sealed.member)
            try DocumentRows.insert(kept, of: name, on: connection)
            try keeping?.shorten(Value.self, of: name, on: connection)
            try DocumentRows.upsert(
                version, body: sealed.present, about: sealed.member, of: name, on: connection)
            try BlocklistRows.append(body, of: name, on: connection)
            try SubjectRows.put(subject, of: name, on: connection)
            try IssuerRows.put(issuer, of: name, on: connection)
            try WebhookRows.start(name, at: now, on: connection)
            try WebhookRows.noteChange(of: subject, name, at: now, on: connection)
            if let window {
                try OrganizationRows.setSharingWindow(window, of: organization, on: connection)
            }
            if let history { try MotionRows.keep(history, in: organization, on: connection) }
            try Self.noteChange(of: name, on: connection)
            let note = AuditNote(
                "\(name.kind.rawValue).\(change)", id, detail: "version \(version)", by: caller)
            return (Written(version: version, isNew: present == nil), note)
        }
    }

    /// The document of an id; nil when there is none.
    public func document<Value: Document>(
        _ type: Value.Type, id: String, in organization: OrganizationID
    ) async throws(StoreError) -> Stored<Value>? {
        try await unsealing { connection, seal in
            try DocumentRows.find(type, id, in: organization, openedBy: seal, on: connection)
        }
    }

    /// Documents in the order of their ids.
    public func documents<Value: Document>(
        _ type: Value.Type, in organization: OrganizationID, after id: String?, limit: Int
    ) async throws(StoreError) -> [(id: String, stored: Stored<Value>)] {
        try await unsealing { connection, seal in
            try DocumentRows.page(
                Value.kind, in: organization, after: id, limit: limit, on: connection
            ).map { row in
                let id = try row.text(0)
                let value = try DocumentBody.opened(
                    type, row, columns: (1, 2, 3), id: id, in: organization, by: seal)
                return (id, Stored(value: value, version: try row.integer(2)))
            }
        }
    }

    /// Takes a document out of force; its versions stay.
    ///
    /// - Throws: `unknownOrganization`, `notFound`, `preconditionFailed`.
    public func delete<Value: Document>(
        _ type: Value.Type, id: String, if precondition: Precondition,
        in organization: OrganizationID, by caller: Caller
    ) async throws(StoreError) {
        let name = DocumentName(organization: organization, kind: Value.kind, id: id)
        try await changing(organization) { connection, now in
            guard let present = try DocumentRows.version(of: name, on: connection) else {
                throw StoreError.notFound
            }
            try precondition.check(present)
            let subject = try SubjectRows.find(name, on: connection)
            try WebhookRows.noteChange(of: subject, name, at: now, on: connection)
            try WebhookRows.stop(name, on: connection)
            try SubjectRows.delete(name, on: connection)
            try IssuerRows.delete(name, on: connection)
            try DocumentRows.delete(name, on: connection)
            let deletion = DocumentVersion(number: present + 1, body: nil, writtenAt: now)
            try DocumentRows.insert(deletion, of: name, on: connection)
            try BlocklistRows.append(nil, of: name, on: connection)
            if name.kind == .policy {
                let window = Policy().sharingWindowMilliseconds
                try OrganizationRows.setSharingWindow(window, of: organization, on: connection)
            }
            if name.kind == .geofence {
                try SurroundingsRows.remove(id, in: organization, on: connection)
                try LessonRows.removeAll(at: id, in: organization, on: connection)
            }
            try Self.noteChange(of: name, on: connection)
            return ((), AuditNote("\(name.kind.rawValue).delete", id, by: caller))
        }
    }

    /// All that a rulebook is compiled from, in one read.
    ///
    /// - Throws: `unknownOrganization`.
    public func rulebookSource(
        of organization: OrganizationID
    ) async throws(StoreError) -> RulebookSource {
        try await reading(.snapshot) { connection in
            guard
                let row = try connection.row(
                    """
                    SELECT \(OrganizationRows.columns), o.rulebook_revision
                    FROM organization o
                    WHERE o.id = $1
                    """, [.text(organization.text)])
            else { throw StoreError.unknownOrganization }
            let policy = try DocumentRows.find(
                Policy.self, "policy", in: organization, on: connection)
            var source = RulebookSource(
                revision: try row.integer(OrganizationRows.columnCount),
                organization: try OrganizationRows.organization(row),
                policy: policy?.value ?? Policy(), policyVersion: policy?.version ?? 0,
                geofences: try Self.geofences(of: organization, on: connection))
            source.faceModels = try Self.faceModels(of: organization, on: connection)
            source.calibration =
                try DocumentRows.find(
                    Calibration.self, Calibration.documentID, in: organization, on: connection
                )?.value ?? .identity
            source.blocklist = try BlocklistRows.source(of: organization, on: connection)
            source.library = RuleLibrary(
                of: source.organization,
                shifts: try DocumentRows.all(in: organization, on: connection),
                groups: try DocumentRows.all(in: organization, on: connection),
                calendars: try DocumentRows.all(in: organization, on: connection))
            return source
        }
    }

    private static func faceModels(
        of organization: OrganizationID, on connection: any SQLConnection
    ) throws -> [FaceModel] {
        try connection.rows(
            """
            SELECT body
            FROM document
            WHERE organization_id = $1
              AND kind = $2
            ORDER BY id
            """, [.text(organization.text), .text(DocumentKind.faceModel.rawValue)]
        ).map { row in try JSONBytes.decode(FaceModel.self, try row.bytes(0)) }
    }

    private static func geofences(
        of organization: OrganizationID, on connection: any SQLConnection
    ) throws -> [Geofence] {
        var geofences: [Geofence] = []
        try connection.forEach(
            """
            SELECT body
            FROM document
            WHERE organization_id = $1
              AND kind = $2
            ORDER BY id
            """, [.text(organization.text), .text(DocumentKind.geofence.rawValue)]
        ) { row in geofences.append(try JSONBytes.decode(Geofence.self, try row.bytes(0))) }
        return geofences
    }

    private static func noteChange(
        of name: DocumentName, on connection: any SQLConnection
    ) throws {
        guard name.kind.shapesRulebook else { return }
        try OrganizationRows.bumpRevision(of: name.organization, on: connection)
    }
}
