import Attendance
import Foundation
import Sealing
import Timekeeping

extension AttendanceStore {
    /// Everything that bears on a check-in, in one read.
    ///
    /// - Throws: `unknownOrganization`, `unavailable`.
    public func caseFile(
        for inquiry: Inquiry, in organization: OrganizationID, now: Instant
    ) async throws(StoreError) -> CaseFile {
        let checkIn = inquiry.checkIn
        let device = try await pseudonym(of: checkIn, in: organization)
        var query = CaseFileQuery(
            organization: organization, member: checkIn.member, id: checkIn.id,
            occurredAt: checkIn.occurredAt, now: now, device: device)
        query.sharingWindow = inquiry.sharedWindowHours
            .map { Policy.sharingWindowMilliseconds(hours: $0) }
        query.wantsEmployment = inquiry.wantsEmployment
        let face = try faceQuery(for: checkIn, in: organization, now: now)
        let prepared = query
        let file = try await unsealing(face == nil ? .statement : .snapshot) {
            connection, seal in
            var file = try prepared.caseFile(
                try connection.rows(CaseFileQuery.sql, prepared.values), openedBy: seal)
            let faces = try face?.run(on: connection)
            file?.templates = faces?.templates ?? []
            file?.repeatsFace = faces?.isKnown ?? false
            // Traces that come in between are noticed when the record is appended.
            file?.recurrences = try TraceRows.recurrences(
                of: checkIn, device: device, in: organization, on: connection)
            try file?.remember(inquiry, in: organization, openedBy: seal, on: connection)
            return file
        }
        guard let file else { throw .unknownOrganization }
        return file
    }

    /// Appends a record in one durable write, if its basis still holds and its id is new.
    ///
    /// - Throws: `unknownOrganization`, `overloaded` and `unavailable` when nothing was written,
    ///   `unknownOutcome` when nobody knows.
    public func append(
        _ draft: Draft, for checkIn: CheckIn, in organization: OrganizationID
    ) async throws(StoreError) -> Appended {
        guard let seal = try await seal(of: checkIn.member, in: organization) else {
            return .outdated
        }
        let device = try await pseudonym(of: checkIn, in: organization)
        var append: RecordAppend
        do {
            let cells = try RecordCells(draft.record, in: organization, sealedBy: seal)
            append = RecordAppend(
                organization: organization, cells: cells,
                basis: draft.basis, device: device,
                challenge: checkIn.nonce.map(ChallengeRows.digest),
                face: try recall.codes(of: checkIn).map { ($0, recall) },
                keyVersion: (seal as? KeySeal)?.key.version)
            append.motion = try draft.motion.map {
                try MotionCells(
                    $0, in: checkIn.traces.movement?.cell, of: append.place, sealedBy: seal)
            }
            append.pending = try draft.pending.map {
                try LessonCells($0, of: append.place, sealedBy: seal)
            }
            append.evidence = try draft.evidence.flatMap {
                try EvidenceCells($0, of: checkIn, at: append.place, sealedBy: seal)
            }
        } catch {
            throw StoreError(error, during: "sealing a record")
        }
        append.traces = checkIn.traces
        append.lesson = draft.lesson
        append.recurrences = draft.recurrences
        append.contemporaries = draft.contemporaries
        append.answered = draft.recurrences.first { $0.isAnswered(by: checkIn) }?.sequence
        let (clock, prepared) = (options.clock, append)
        let result = try await queue.write(in: organization.text) { connection in
            try prepared.run(on: connection, at: clock())
        }
        switch result {
        case .outdated:
            // Its key may have been rotated away.
            keys.forget(.member(checkIn.member, .general, organization))
            return .outdated
        case .already(let row):
            let record = try await unsealing { _, seal in
                try row.record(openedBy: seal, in: organization)
            }
            guard let record else { throw .notFound }
            return .already(record)
        case .recorded(let sequence, let time):
            var record = draft.record
            record.sequence = sequence
            record.receivedAt = time
            return .recorded(record)
        }
    }

    /// The record of an id; nil when there is none, or it was erased.
    ///
    /// - Throws: `altered`, `unavailable`.
    public func record(
        _ id: UUID, in organization: OrganizationID
    ) async throws(StoreError) -> Record? {
        try await unsealing(.snapshot) { connection, seal in
            let row = try connection.row(
                """
                SELECT \(ProvenRows.recordColumns)
                FROM record r
                \(ProvenRows.recordBefore)
                WHERE r.organization_id = $1
                  AND r.id = $2
                """, [.text(organization.text), .text(id.column)])
            switch try row.flatMap(proving(organization, seal).record) {
            case .value(let record): return record
            case .altered: throw StoreError.altered("record")
            case nil: return nil
            }
        }
    }

    /// Records, newest first; those that were erased are left out.
    public func records(
        _ query: RecordQuery, in organization: OrganizationID
    ) async throws(StoreError) -> [Listed<Record>] {
        let statement = RecordList(query, in: organization)
        return try await unsealing(.snapshot) { connection, seal in
            let proving = proving(organization, seal)
            return try connection.rows(statement.sql, statement.values)
                .compactMap(proving.record)
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

    private func pseudonym(
        of checkIn: CheckIn, in organization: OrganizationID
    ) async throws(StoreError) -> [UInt8]? {
        guard let device = checkIn.device else { return nil }
        return try await pseudonym(of: device.id, in: organization)
    }
}

extension CaseFile {
    /// Adds the memories that are asked for.
    fileprivate mutating func remember(
        _ inquiry: Inquiry, in organization: OrganizationID, openedBy seal: any PayloadSeal,
        on connection: any SQLConnection
    ) throws {
        surroundings = try SurroundingsRows.find(
            inquiry.places, in: organization, on: connection)
        guard inquiry.motions > 0, let movement = inquiry.checkIn.traces.movement else { return }
        let member = MemberPlace(organization: organization, member: inquiry.checkIn.member)
        motions = try MotionRows.motions(
            of: member, limit: inquiry.motions, openedBy: seal, on: connection)
        companions = try MotionRows.companions(
            of: member, during: movement, openedBy: seal, on: connection)
    }
}
