/// The sheets of a workbook, in their order.
public enum ReportSheet: String, CaseIterable, Sendable {
    /// One row per member and date.
    case days
    /// One row per member.
    case totals

    /// What the sheet is called.
    public func title(_ wording: ReportWording) -> String {
        switch (self, wording) {
        case (_, .names): rawValue
        case (.days, .words(.en)): "Days"
        case (.days, .words(.zhCN)): "考勤明细"
        case (.totals, .words(.en)): "Totals"
        case (.totals, .words(.zhCN)): "考勤汇总"
        }
    }

    var columns: [ReportColumn] {
        switch self {
        case .days: WorkdayRow.columns
        case .totals: TimesheetRow.columns
        }
    }
}
