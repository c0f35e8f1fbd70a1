import Attendance
import Foundation
import Timekeeping

extension AttendanceStore {
    /// How often a lesson is drawn up again that another one overtook.
    private static let lessons = 5

    /// Teaches a place what a record that was not accepted saw there, once; does nothing where nothing
    /// of it is kept.
    ///
    /// - Parameter lesson: What is known of the place afterwards; nil where there is nothing to learn.
    /// - Throws: `unavailable`, `overloaded`, `unknownOutcome`.
    public func teach(
        from record: Record, in organization: OrganizationID,
        _ lesson: @escaping @Sendable (PendingLesson, Surroundings?) -> Surroundings?
    ) async throws(StoreError) {
        let place = RecordPlace(
            organization: organization, member: record.member, id: record.id)
        for _ in 0..<Self.lessons {
            let found = try await unsealing(.snapshot) { connection, seal in
                try LessonRows.find(place, openedBy: seal, on: connection).map { pending in
                    let known = try SurroundingsRows.find(
                        [pending.place], in: organization, on: connection)
                    return (pending: pending, known: known[pending.place])
                }
            }
            guard let found else { return }
            let learned = lesson(found.pending, found.known)
            let isDone = try await queue.write(in: organization.text) { connection in
                if let learned {
                    let isKept = try SurroundingsRows.put(
                        learned, of: found.pending.place, in: organization, on: connection)
                    guard isKept else { return false }
                }
                try LessonRows.remove(place, on: connection)
                return true
            }
            if isDone { return }
        }
        throw .unavailable(during: "learning", cause: "other lessons came first every time")
    }

    /// Forgets lessons that have waited since before a time, a part in each write.
    ///
    /// - Throws: `unavailable`, `overloaded`.
    public func forgetLessons(
        before time: Instant, in organization: OrganizationID
    ) async throws(StoreError) {
        while let last = try await oldestLessons(before: time, in: organization) {
            _ = try await queue.write(in: organization.text) { connection in
                try connection.run(
                    """
                    DELETE FROM pending_lesson
                    WHERE organization_id = $1
                      AND made_at <= $2
                    """, [.text(organization.text), .integer(last)])
            }
        }
    }

    private func oldestLessons(
        before time: Instant, in organization: OrganizationID
    ) async throws(StoreError) -> Int64? {
        try await reading { connection in
            try connection.rows(
                """
                SELECT made_at
                FROM pending_lesson
                WHERE organization_id = $1
                  AND made_at < $2
                ORDER BY made_at
                LIMIT 500
                """, [.text(organization.text), .integer(time.milliseconds)]
            ).last.map { try $0.integer(0) }
        }
    }
}
