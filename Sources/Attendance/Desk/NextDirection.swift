import Foundation
import Timekeeping

/// Tells whether a member that says neither comes or goes.
struct NextDirection {
    private let caseFile: CaseFile

    init(_ caseFile: CaseFile) { self.caseFile = caseFile }

    /// The direction of a check-in, `in` or `out`.
    ///
    /// Directions alternate within a civil day of the organization's zone; a check-out forgotten
    /// yesterday never turns today's first check-in around.
    func resolve(_ checkIn: CheckIn) -> Direction {
        guard checkIn.direction == .auto else { return checkIn.direction }
        guard let last = caseFile.last, last.direction == .in, isSameDay(last, checkIn) else {
            return .in
        }
        return .out
    }

    private func isSameDay(_ last: CaseFile.LastRecord, _ checkIn: CheckIn) -> Bool {
        let zone = TimeZone(identifier: caseFile.organization.timeZone) ?? .gmt
        func day(_ instant: Instant) -> Int64 {
            let date = Date(timeIntervalSince1970: Double(instant.milliseconds) / 1_000)
            let local = instant.milliseconds + Int64(zone.secondsFromGMT(for: date)) * 1_000
            return Int64((Double(local) / 86_400_000).rounded(.down))
        }
        return day(last.occurredAt) == day(checkIn.occurredAt)
    }
}
