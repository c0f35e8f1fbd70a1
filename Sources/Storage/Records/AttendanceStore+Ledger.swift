import Attendance
import Foundation
import Timekeeping

extension AttendanceStore {
    /// Everything that bears on a check-in, in one read.
    ///
    /// - Throws: `unknownOrganization`, `unavailable`.
    public func caseFile(
        for checkIn: CheckIn, in organization: OrganizationID, now: Instant
    ) async throws(StoreError) -> CaseFile {
        let query = CaseFileQuery(
            organization: organization, member: checkIn.member, id: checkIn.id,
            occurredAt: checkIn.occurredAt, device: pseudonym(of: checkIn, in: organization))
        let face = try faceQuery(for: checkIn, in: organization, now: now)
        let read = try await reading(face == nil ? .statement : .snapshot) { connection in
            (try connection.rows(CaseFileQuery.sql, query.values), try face?.run(on: connection))
        }
        var caseFile: CaseFile?
        do {
            caseFile = try query.caseFile(read.0, openedBy: options.seal)
            caseFile?.templates = read.1?.templates ?? []
            caseFile?.repeatsFace = read.1?.isKnown ?? false
        } catch {
            throw StoreError(error, during: "reading a case file")
        }
        guard let caseFile else { throw .unknownOrganization }
        return caseFile
    }

    /// Appends a record in one durable write, if its basis still holds and its id is new.
    ///
    /// - Throws: `unknownOrganization`, `overloaded` and `unavailable` when nothing was written,
    ///   `unknownOutcome` when nobody knows.
    public func append(
        _ draft: Draft, for checkIn: CheckIn, in organization: OrganizationID
    ) async throws(StoreError) -> Appended {
        let append: RecordAppend
        do {
            append = RecordAppend(
                organization: organization,
                cells: try RecordCells(draft.record, in: organization, sealedBy: options.seal),
                basis: draft.basis, device: pseudonym(of: checkIn, in: organization),
                face: try recall.codes(of: checkIn).map { ($0, recall) })
        } catch {
            throw StoreError(error, during: "sealing a record")
        }
        let clock = options.clock
        let result = try await queue.write(in: organization.text) { connection in
            try append.run(on: connection, at: clock())
        }
        switch result {
        case .outdated: return .outdated
        case .already(let row):
            guard let record = try record(row, in: organization) else { throw .notFound }
            return .already(record)
        case .recorded(let sequence, let time):
            var record = draft.record
            record.sequence = sequence
            record.receivedAt = time
            return .recorded(record)
        }
    }

    /// The record of an id; nil when there is none, or it was erased.
    public func record(
        _ id: UUID, in organization: OrganizationID
    ) async throws(StoreError) -> Record? {
        let row = try await reading { connection in
            try RecordRow.find(id, in: organization, on: connection)
        }
        return try row.flatMap { row throws(StoreError) in try record(row, in: organization) }
    }

    /// Records, newest first; those that were erased are left out.
    public func records(
        _ query: RecordQuery, in organization: OrganizationID
    ) async throws(StoreError) -> [Record] {
        let statement = RecordList(query, in: organization)
        let seal = options.seal
        return try await reading { connection in
            try connection.rows(statement.sql, statement.values).compactMap {
                try RecordRow($0).record(openedBy: seal, in: organization)
            }
        }
    }

    private func faceQuery(
        for checkIn: CheckIn, in organization: OrganizationID, now: Instant
    ) throws(StoreError) -> FaceQuery? {
        do {
            guard let face = checkIn.face, let codes = try recall.codes(of: checkIn) else {
                return nil
            }
            return FaceQuery(
                checkIn: checkIn, model: face.model, codes: codes, rows: faceRows,
                recall: recall,
                place: MemberPlace(organization: organization, member: checkIn.member),
                since: now.milliseconds - FaceRecall.retention)
        } catch {
            throw StoreError(error, during: "coding a face")
        }
    }

    private func pseudonym(of checkIn: CheckIn, in organization: OrganizationID) -> [UInt8]? {
        checkIn.device.map { [UInt8](options.pseudonym(organization, $0.id)) }
    }

    private func record(
        _ row: RecordRow, in organization: OrganizationID
    ) throws(StoreError) -> Record? {
        do {
            return try row.record(openedBy: options.seal, in: organization)
        } catch {
            throw StoreError(error, during: "opening a record")
        }
    }
}
