import Attendance
import Timekeeping

extension AttendanceStore {
    /// Changes something of an organization and says so in its audit log, in one transaction.
    ///
    /// - Parameter body: Makes the change at the given time and tells what to log; nil where
    ///   nothing was changed after all.
    func changing<Value: Sendable>(
        _ organization: OrganizationID,
        _ body: @escaping @Sendable (any SQLConnection, Instant) throws -> (Value, AuditNote?)
    ) async throws(StoreError) -> Value {
        let clock = options.clock
        return try await queue.write(in: organization.text) { connection in
            let now = clock()
            guard try connection.state(of: .audit, in: organization) != nil else {
                throw StoreError.unknownOrganization
            }
            let (value, note) = try body(connection, now)
            if let note { try connection.append(note, in: organization, at: now) }
            return value
        }
    }
}
