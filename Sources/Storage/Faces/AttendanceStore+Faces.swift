import Attendance
import Faces
import Foundation
import Timekeeping

extension AttendanceStore {
    /// Keeps a template of a member who consents, sealed under the member's own face key.
    ///
    /// - Throws: `unknownMember`, `memberClosed`, `consentRequired`, `tooManyFaces`.
    public func enrol(
        _ probe: FaceProbe, as member: MemberID, in organization: OrganizationID,
        by caller: Caller
    ) async throws(StoreError) -> EnrolledFace {
        let rows = faceRows
        let place = MemberPlace(organization: organization, member: member)
        return try await changing(organization) { connection, now in
            try Self.requireConsent(of: place, at: now, on: connection)
            let count = try FaceRows.faces(of: place, on: connection).count
            guard count < FaceIndexLimits.templatesPerSubject else {
                throw StoreError.tooManyFaces
            }
            let face = EnrolledFace(id: UUID(), model: probe.model, enrolledAt: now)
            try rows.insert(probe, as: face, of: place, on: connection)
            let note = AuditNote(
                "face.enrol", member.text, detail: "template \(face.id.column)", by: caller)
            return (face, note)
        }
    }

    /// What a member has enrolled, oldest first.
    ///
    /// - Throws: `unknownMember`.
    public func faces(
        of member: MemberID, in organization: OrganizationID
    ) async throws(StoreError) -> [EnrolledFace] {
        let place = MemberPlace(organization: organization, member: member)
        return try await reading(.snapshot) { connection in
            guard try MemberRow.find(member, in: organization, on: connection) != nil else {
                throw StoreError.unknownMember(member)
            }
            return try FaceRows.faces(of: place, on: connection)
        }
    }

    /// Destroys one template.
    ///
    /// - Throws: `notFound`.
    public func deleteFace(
        _ id: UUID, of member: MemberID, in organization: OrganizationID, by caller: Caller
    ) async throws(StoreError) {
        let place = MemberPlace(organization: organization, member: member)
        try await changing(organization) { connection, _ in
            guard try FaceRows.destroy(id, of: place, on: connection) else {
                throw StoreError.notFound
            }
            let detail = "template \(id.column)"
            return ((), AuditNote("face.delete", member.text, detail: detail, by: caller))
        }
    }

    /// The templates of a member who consents.
    ///
    /// - Throws: `unknownMember`, `memberClosed`, `consentRequired`.
    public func templates(
        of member: MemberID, model: String, in organization: OrganizationID
    ) async throws(StoreError) -> [FaceTemplate] {
        let rows = faceRows
        let place = MemberPlace(organization: organization, member: member)
        let now = options.clock()
        return try await reading(.snapshot) { connection in
            try Self.requireConsent(of: place, at: now, on: connection)
            return try rows.templates(of: place, model: model, on: connection)
        }
    }

    /// Those of some members who are open and whose consent to faces holds now.
    public func consenting(
        _ members: [MemberID], in organization: OrganizationID
    ) async throws(StoreError) -> Set<MemberID> {
        let now = options.clock()
        return try await reading(.snapshot) { connection in
            var consenting: Set<MemberID> = []
            for member in members {
                guard let row = try MemberRow.find(member, in: organization, on: connection),
                    !row.isClosed(at: now),
                    try ConsentRows.active(row, in: organization, at: now, on: connection)
                        .contains(Purposes(.face))
                else { continue }
                consenting.insert(member)
            }
            return consenting
        }
    }

    /// What became of an organization's templates after a revision, in order.
    public func faceChanges(
        model: String, after revision: Int64, limit: Int, in organization: OrganizationID
    ) async throws(StoreError) -> [FaceChange] {
        let rows = faceRows
        return try await reading(.snapshot) { connection in
            try rows.changes(
                of: model, after: revision, limit: limit, in: organization, on: connection)
        }
    }

    /// How many persons have a template.
    public func enrolledPersons(in organization: OrganizationID) async throws(StoreError) -> Int {
        let count = try await reading { connection in
            try connection.row(
                """
                SELECT COUNT(DISTINCT member_id)
                FROM face_template
                WHERE organization_id = $1
                  AND sealed IS NOT NULL
                """, [.text(organization.text)])?.integer(0)
        }
        return Int(clamping: count ?? 0)
    }

    /// Face templates under the keys of this store.
    var faceRows: FaceRows {
        FaceRows(keys: keys, session: keys.session(), altered: options.altered)
    }

    private static func requireConsent(
        of place: MemberPlace, at now: Instant, on connection: any SQLConnection
    ) throws {
        let row = try MemberRow.find(place.member, in: place.organization, on: connection)
        guard let row else { throw StoreError.unknownMember(place.member) }
        guard !row.isClosed(at: now) else { throw StoreError.memberClosed }
        let active = try ConsentRows.active(
            row, in: place.organization, at: now, on: connection)
        guard active.contains(Purposes(.face)) else {
            throw StoreError.consentRequired(.face)
        }
    }
}
