import JSON
import Timekeeping

/// Writes workdays.
enum WorkdayWire {
    static func write(_ row: Workday, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("member", row.member.isEmpty ? nil : row.member)
            writer.member("date", row.date.description)
            writer.member("shift", row.shift)
            writer.member("shifts", row.shifts)
            writer.member("kind", row.status == .leave ? "leave" : row.dayKind.rawValue)
            writer.member("statutory", row.isStatutory)
            writer.member("status", row.status.rawValue)
            writer.member("remainder", row.remainder?.rawValue)
            writer.member("closed", row.isClosed)
            writer.member("slots") { writer in
                writer.array { writer in row.slots.forEach { write($0, to: &writer) } }
            }
            writer.member("workedMinutes", row.workedMinutes)
            writer.member("lateMinutes", row.lateMinutes)
            writer.member("earlyMinutes", row.earlyMinutes)
            writer.member("overtimeMinutes", row.overtimeMinutes)
            writer.member("leaveMinutes", row.leaveMinutes)
            writer.member("ruleVersion", row.ruleVersion)
            writer.member("calendarVersion", row.calendarVersion)
            writer.member("notes", row.notes.map(\.rawValue))
        }
    }

    /// Writes the row of a member whose rules cannot be worked by.
    static func write(
        _ error: RuleError, member: String, from: CivilDate, to writer: inout JSONWriter
    ) {
        let problem = RuleErrorWire.error(error)
        writer.object { writer in
            writer.member("member", member)
            writer.member("date", from.description)
            writer.member("error") { writer in
                writer.object { writer in
                    writer.member("pointer", problem.pointer)
                    writer.member("detail", problem.detail)
                }
            }
        }
    }

    private static func write(_ slot: WorkdaySlot, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("shift", slot.shift)
            writer.member("slot", slot.slot.rawValue)
            writer.member("index", slot.index)
            writer.member("scheduledAt", instant: slot.scheduledAt?.milliseconds)
            writer.member("checkIn", slot.checkIn)
            writer.member("at", instant: slot.at?.milliseconds)
            writer.member("result", slot.result.rawValue)
            writer.member("minutes", slot.minutes)
            writer.member("place", slot.place?.rawValue)
            writer.member("supplement", slot.supplement.rawValue)
            writer.member("origin", slot.origin?.rawValue)
        }
    }
}
