extension WorkdayRow {
    /// Whom, when, what came of it, and how it was judged.
    public static let columns =
        ReportMember.columns + [
            ReportColumn("date", "Date", "日期", .text(12).brief),
            ReportColumn("weekday", "Weekday", "星期", .text(11)),
            ReportColumn("kind", "Kind of day", "日期类型", .text(12).brief),
            ReportColumn("statutory", "Statutory holiday", "法定节假日", .text(12)),
            ReportColumn("status", "Status", "出勤状态", .text(12).brief),
            ReportColumn("remainder", "Other half", "另半天", .text(12)),
            ReportColumn("shifts", "Shifts", "班次", .text(14).brief),
            ReportColumn("arrival.scheduledAt", "Arrival due", "应上班时间", .time),
            ReportColumn("arrival.at", "Arrived", "实际上班时间", .time.brief),
            ReportColumn("arrival.result", "Arrival", "上班结果", .text(13).brief),
            ReportColumn("departure.scheduledAt", "Departure due", "应下班时间", .time),
            ReportColumn("departure.at", "Left", "实际下班时间", .time.brief),
            ReportColumn("departure.result", "Departure", "下班结果", .text(13).brief),
            ReportColumn("workedMinutes", "Worked (min)", "工作时长（分钟）", .number().brief),
            ReportColumn("lateMinutes", "Late (min)", "迟到（分钟）", .number().brief),
            ReportColumn("earlyMinutes", "Left early (min)", "早退（分钟）", .number().brief),
            ReportColumn("leaveMinutes", "Leave (min)", "请假（分钟）", .number()),
            ReportColumn("overtimeMinutes", "Overtime (min)", "加班（分钟）", .number().brief),
            ReportColumn("supplements", "Excused by", "补充说明", .text(13)),
            ReportColumn("places", "Places", "打卡地点", .text(13)),
            ReportColumn("origins", "Recorded by", "打卡来源", .text(13)),
            ReportColumn("slots", "All slots", "打卡明细", .text(44)),
            ReportColumn("notes", "Remarks", "备注", .text(26)),
            ReportColumn("closed", "Closed", "已结算", .text(9)),
            ReportColumn("ruleVersion", "Rule version", "规则版本", .number(10)),
            ReportColumn("calendarVersion", "Calendar version", "日历版本", .number(10)),
            ReportColumn("timeZone", "Time zone", "时区", .text(16)),
            ReportColumn("error", "Error", "错误", .text(30)),
        ]
}
