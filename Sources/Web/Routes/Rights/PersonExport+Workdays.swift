import Attendance
import JSON
import Timekeeping

extension PersonExport {
    /// The workdays from the first check-in, or the first day of work, up to today.
    func workdays(of known: Organization) -> ExportSection {
        let columns = [
            "date", "shift", "shifts", "kind", "statutory", "status", "remainder", "closed",
            "slots", "workedMinutes", "lateMinutes", "earlyMinutes", "overtimeMinutes",
            "leaveMinutes", "ruleVersion", "calendarVersion", "notes", "error",
        ]
        return ExportSection(name: "workdays", columns: columns) { take in
            let book = try await WorkdayBook.read(from: store, in: organization, now: now)
            let today = book.library.zone.civil(now).date
            var from = try await firstDay(of: known, in: book.library.zone)
            while from <= today {
                let to = min(today, from.advanced(by: Limits.workdaySpan - 1))
                let feed = WorkdayFeed(
                    store, of: organization, by: book, members: [member.id],
                    dates: (from, to))
                let page = try await feed.page(after: nil, limit: 1)
                for workdays in page { try await take(Self.page(workdays, from: from)) }
                from = to.advanced(by: 1)
            }
        }
    }

    private func firstDay(of known: Organization, in zone: Zone) async throws -> CivilDate {
        let made = zone.civil(known.createdAt).date
        let hired = member.profile.hiredOn.flatMap { CivilDate($0[...]) }
        let due = hired.map { max($0, made) } ?? made
        let first = try await store.firstCheckIn(of: member.id, in: organization)
        return first.map { min(zone.civil($0).date, due) } ?? due
    }

    private static func page(_ workdays: MemberWorkdays, from: CivilDate) -> ExportPage {
        switch workdays.rows {
        case .success(let rows): ExportPage(rows) { WorkdayWire.write($0, to: &$1) }
        case .failure(let error):
            ExportPage([error]) {
                WorkdayWire.write(
                    $0, member: workdays.member.id.text, from: from, to: &$1)
            }
        }
    }
}
