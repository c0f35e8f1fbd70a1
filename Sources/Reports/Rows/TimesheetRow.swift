import Timekeeping

/// A member's totals as a row, or the reason why there are none.
public struct TimesheetRow: ReportRow {
    /// Whom it is about.
    public let member: ReportMember
    /// The span that the totals cover: `2026-11`, or two dates with a slash.
    public let month: String
    /// The totals; nil when they could not be worked out.
    public let timesheet: Timesheet?
    /// Why there are no totals.
    public let error: String?

    /// The totals of a month.
    public init(_ member: ReportMember, _ timesheet: Timesheet, month: String) {
        self.member = member
        self.month = month
        self.timesheet = timesheet
        error = nil
    }

    /// A member whose month could not be worked out, and why.
    public init(_ member: ReportMember, month: String, error: String) {
        self.member = member
        self.month = month
        self.error = error
        timesheet = nil
    }

    /// The sheet of totals.
    public static let sheet = ReportSheet.totals

    /// The values, one for each column.
    public var cells: [ReportCell] {
        let numbers = timesheet.map { sheet in
            [
                sheet.daysDue, sheet.daysPresent, sheet.daysHalf, sheet.daysAbsent,
                sheet.daysLeave, sheet.daysHoliday, sheet.lateCount, sheet.earlyCount,
                sheet.missingCount, sheet.workedMinutes, sheet.lateMinutes, sheet.earlyMinutes,
                sheet.leaveMinutes, sheet.overtimeMinutes.workday, sheet.overtimeMinutes.rest,
                sheet.overtimeMinutes.holiday,
            ].map { ReportCell.number($0) }
        }
        let blanks = [ReportCell](repeating: .empty, count: Self.numbers.count)
        return member.cells + [.text(month)] + (numbers ?? blanks) + [.text(of: error)]
    }

    /// Whom, when, and the totals of API section 11 in their order.
    public static let columns =
        ReportMember.columns + [ReportColumn("month", "Month", "月份", .text(10).brief)] + numbers
        + [ReportColumn("error", "Error", "错误", .text(30))]

    private static let numbers = [
        ReportColumn("daysDue", "Days due", "应出勤天数", .number().brief),
        ReportColumn("daysPresent", "Days present", "出勤天数", .number().brief),
        ReportColumn("daysHalf", "Half days", "半天天数", .number().brief),
        ReportColumn("daysAbsent", "Days absent", "缺勤天数", .number().brief),
        ReportColumn("daysLeave", "Days of leave", "请假天数", .number().brief),
        ReportColumn("daysHoliday", "Holidays", "节假日天数", .number()),
        ReportColumn("lateCount", "Times late", "迟到次数", .number().brief),
        ReportColumn("earlyCount", "Times left early", "早退次数", .number().brief),
        ReportColumn("missingCount", "Missing check-ins", "缺卡次数", .number().brief),
        ReportColumn("workedMinutes", "Worked (min)", "工作时长（分钟）", .number().brief),
        ReportColumn("lateMinutes", "Late (min)", "迟到（分钟）", .number()),
        ReportColumn("earlyMinutes", "Left early (min)", "早退（分钟）", .number()),
        ReportColumn("leaveMinutes", "Leave (min)", "请假（分钟）", .number()),
        ReportColumn(
            "overtimeMinutes.workday", "Overtime, workdays (min)", "工作日加班（分钟）",
            .number().brief),
        ReportColumn(
            "overtimeMinutes.rest", "Overtime, rest days (min)", "休息日加班（分钟）",
            .number().brief),
        ReportColumn(
            "overtimeMinutes.holiday", "Overtime, holidays (min)", "节假日加班（分钟）",
            .number().brief),
    ]
}
