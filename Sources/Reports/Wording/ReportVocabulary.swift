/// The API's words in the languages of reports.
enum ReportVocabulary {
    /// English where the API's own word would not do.
    static let english = [
        "true": "yes", "false": "no", "half-day": "half day", "on-duty": "arrival",
        "off-duty": "departure", "serious-late": "seriously late",
        "absent-late": "too late to count",
        "not-required": "not required", "notChecked": "not checked", "self": "member",
        "not-employed": "not employed", "calendar-not-published": "calendar not published",
        "off-shift-punches": "check-ins outside any shift",
        "forgotten-check-out": "forgotten check-out",
        "short-of-required-minutes": "short of required hours",
        "remedy-quota-exceeded": "remedy quota exceeded", "remedy-too-late": "remedy too late",
        "shift-change": "shift changed",
    ]

    /// Simplified Chinese.
    static let chinese = [
        "true": "是", "false": "否", "error": "错误",
        "monday": "星期一", "tuesday": "星期二", "wednesday": "星期三", "thursday": "星期四",
        "friday": "星期五", "saturday": "星期六", "sunday": "星期日",
        "workday": "工作日", "rest": "休息", "holiday": "节假日", "leave": "请假",
        "present": "出勤", "half-day": "半天", "absent": "缺勤", "pending": "待定",
        "on-duty": "上班", "off-duty": "下班", "open": "自由打卡",
        "normal": "正常", "late": "迟到", "serious-late": "严重迟到", "absent-late": "旷工迟到",
        "early": "早退", "missing": "缺卡", "not-required": "无需打卡",
        "none": "无", "trip": "出差", "out": "外出", "field": "外勤", "remedy": "补卡",
        "inside": "范围内", "outside": "范围外", "uncertain": "不确定", "notChecked": "未核验",
        "self": "本人", "admin": "管理员", "device": "考勤机", "import": "导入", "auto": "自动",
        "not-employed": "不在职", "calendar-not-published": "日历未公布",
        "off-shift-punches": "班外打卡", "forgotten-check-out": "忘记签退",
        "short-of-required-minutes": "工时不足", "remedy-quota-exceeded": "补卡次数超限",
        "remedy-too-late": "补卡逾期", "shift-change": "调班",
    ]
}
