import JSON
import Timekeeping

/// Writes timesheets.
enum TimesheetWire {
    /// What a timesheet says beside its totals.
    struct Heading {
        var name: String
        var department: String?
        /// `yyyy-MM`.
        var month: String
    }

    static func write(_ sheet: Timesheet, _ heading: Heading, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("member", sheet.member)
            writer.member("name", heading.name)
            writer.member("department", heading.department)
            writer.member("month", heading.month)
            writer.member("daysDue", sheet.daysDue)
            writer.member("daysPresent", sheet.daysPresent)
            writer.member("daysHalf", sheet.daysHalf)
            writer.member("daysAbsent", sheet.daysAbsent)
            writer.member("daysLeave", sheet.daysLeave)
            writer.member("daysHoliday", sheet.daysHoliday)
            writer.member("lateCount", sheet.lateCount)
            writer.member("earlyCount", sheet.earlyCount)
            writer.member("missingCount", sheet.missingCount)
            writer.member("workedMinutes", sheet.workedMinutes)
            writer.member("lateMinutes", sheet.lateMinutes)
            writer.member("earlyMinutes", sheet.earlyMinutes)
            writer.member("leaveMinutes", sheet.leaveMinutes)
            writer.member("overtimeMinutes") { writer in
                writer.object { writer in
                    writer.member("workday", sheet.overtimeMinutes.workday)
                    writer.member("rest", sheet.overtimeMinutes.rest)
                    writer.member("holiday", sheet.overtimeMinutes.holiday)
                }
            }
        }
    }
}
