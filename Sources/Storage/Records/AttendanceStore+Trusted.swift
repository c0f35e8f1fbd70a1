import Attendance
import Timekeeping

extension AttendanceStore {
    /// Appends records of trusted punches in one durable write.
    ///
    /// - Throws: `unknownOrganization`, `overloaded`, `unavailable`, `unknownOutcome`.
    public func append(
        trusted records: [Record], in organization: OrganizationID
    ) async throws(StoreError) -> [TrustedOutcome] {
        let appends: [RecordAppend]
        do {
            appends = try records.map { record in
                RecordAppend(
                    organization: organization,
                    cells: try RecordCells(record, in: organization, sealedBy: options.seal),
                    basis: nil, device: nil)
            }
        } catch {
            throw StoreError(error, during: "sealing a record")
        }
        let (clock, seal) = (options.clock, options.seal)
        return try await queue.write(in: organization.text) { connection in
            try appends.map { append in
                do {
                    switch try append.run(on: connection, at: clock()) {
                    case .recorded, .outdated: return .recorded
                    case .already(let row):
                        let earlier = try row.record(openedBy: seal, in: organization)
                        let isSame = earlier?.bodyDigest == append.cells.record.bodyDigest
                        return isSame ? .already : .conflict
                    }
                } catch StoreError.unknownMember {
                    return .unknownPerson
                }
            }
        }
    }
}
