import Timekeeping

/// A member's workday as a row, or the reason why there is none.
///
/// Arrival is the first slot that is not for leaving, departure the last one that is; the column
/// `slots` tells them all, which matters on split days.
public struct WorkdayRow: ReportRow {
    /// Whom it is about.
    public let member: ReportMember
    /// The work date.
    public let date: CivilDate
    private let content: Content

    /// A workday; its times are shown as clocks of `zone` show them.
    public init(_ member: ReportMember, _ workday: Workday, in zone: Zone) {
        self.member = member
        date = workday.date
        content = .workday(workday, zone)
    }

    /// A member whose workdays from `date` could not be worked out, and why.
    public init(_ member: ReportMember, from date: CivilDate, error: String) {
        self.member = member
        self.date = date
        content = .error(error)
    }

    /// The sheet of days.
    public static let sheet = ReportSheet.days

    /// The values, one for each column.
    public var cells: [ReportCell] {
        switch content {
        case .workday(let workday, let zone): cells(of: workday, in: zone)
        case .error(let reason): cells(of: reason)
        }
    }

    private func cells(of day: Workday, in zone: Zone) -> [ReportCell] {
        let arrival = day.slots.first { $0.slot != .offDuty }
        let departure = day.slots.last { $0.slot == .offDuty }
        let slots = SlotText(date: day.date, zone: zone)
        return member.cells + [
            .date(day.date), .word(day.date.weekday.rawValue),
            .word(day.status == .leave ? "leave" : day.dayKind.rawValue), .flag(day.isStatutory),
            .word(day.status.rawValue), .word(day.remainder?.rawValue),
            day.shifts.isEmpty ? .empty : .text(day.shifts.joined(separator: "; ")),
            .time(arrival?.scheduledAt, in: zone), .time(arrival?.at, in: zone),
            .word(arrival?.result.rawValue),
            .time(departure?.scheduledAt, in: zone), .time(departure?.at, in: zone),
            .word(departure?.result.rawValue),
            .number(day.workedMinutes), .number(day.lateMinutes), .number(day.earlyMinutes),
            .number(day.leaveMinutes), .number(day.overtimeMinutes),
            Self.distinct(day.slots.map(\.supplement).filter { $0 != .none }.map(\.rawValue)),
            Self.distinct(day.slots.compactMap { $0.place?.rawValue }),
            Self.distinct(day.slots.compactMap { $0.origin?.rawValue }),
            day.slots.isEmpty ? .empty : .text(slots.text(day.slots)),
            Self.distinct(day.notes.map(\.rawValue)),
            .flag(day.isClosed), .number(day.ruleVersion),
            day.calendarVersion.map { .number($0) } ?? .empty, .text(zone.identifier), .empty,
        ]
    }

    private func cells(of error: String) -> [ReportCell] {
        var cells = [ReportCell](repeating: .empty, count: Self.columns.count)
        cells.replaceSubrange(0..<4, with: member.cells + [.date(date)])
        cells[Self.statusColumn] = .word("error")
        cells[cells.count - 1] = .text(error)
        return cells
    }

    private static func distinct(_ words: [String]) -> ReportCell {
        var seen: [String] = []
        for word in words where !seen.contains(word) { seen.append(word) }
        return seen.isEmpty ? .empty : .words(seen)
    }

    private static let statusColumn = columns.firstIndex { $0.name == "status" } ?? 0

    private enum Content: Sendable {
        case workday(Workday, Zone)
        case error(String)
    }
}
