import Attendance
import Sealing
import Timekeeping

extension AttendanceStore {
    /// Appends records of trusted punches in one durable write.
    ///
    /// - Throws: `unknownOrganization`, `overloaded`, `unavailable`, `unknownOutcome`.
    public func append(
        trusted records: [Record], in organization: OrganizationID
    ) async throws(StoreError) -> [TrustedOutcome] {
        let (clock, opening) = (options.clock, opening())
        return try await queue.write(in: organization.text) { connection in
            let seal = opening(connection)
            return try records.map { record in
                do {
                    let append = RecordAppend(
                        organization: organization,
                        cells: try RecordCells(record, in: organization, sealedBy: seal),
                        basis: nil, device: nil)
                    switch try append.run(on: connection, at: clock()) {
                    case .recorded, .outdated: return .recorded
                    case .already(let row):
                        let earlier = try row.record(openedBy: seal, in: organization)
                        let isSame = earlier?.bodyDigest == append.cells.record.bodyDigest
                        return isSame ? .already : .conflict
                    }
                } catch is SealError {
                    // What has the id was altered: nothing can be said to be the same.
                    return .conflict
                } catch StoreError.unknownMember {
                    return .unknownPerson
                }
            }
        }
    }
}
