import Attendance
import JSON
import Timekeeping

/// Reads and writes orders to work out days anew.
enum RecomputationWire {
    static func read(_ reader: inout JSONReader, at now: Instant) throws -> Recomputation {
        var from: CivilDate?
        var to: CivilDate?
        var member: MemberID?
        var group: String?
        try reader.object { name, value in
            switch name {
            case "from": from = try value.workDate()
            case "to": to = try value.workDate()
            case "member": member = try value.identifier()
            case "group": group = try value.ruleID()
            default: throw value.unknownMember()
            }
        }
        let first = try reader.required(from, "from")
        let last = try reader.required(to, "to")
        guard first <= last else {
            throw JSONError(.invalid, at: "/to", "the end lies before the beginning")
        }
        return Recomputation(from: first, to: last, member: member, group: group, at: now)
    }

    static func write(_ order: Recomputation, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("from", order.from.description)
            writer.member("to", order.to.description)
            writer.member("member", order.member?.text)
            writer.member("group", order.group)
            writer.member("recomputedAt", instant: order.at.milliseconds)
        }
    }
}

extension TimesheetWire {
    /// Writes a member's month, or why there is none.
    static func write(_ page: MemberWorkdays, month: String, to writer: inout JSONWriter) {
        let member = page.member
        let heading = Heading(
            name: member.profile.name, department: member.profile.department, month: month)
        switch page.rows {
        case .success(let rows):
            write(Timesheet(member: member.id.text, rows), heading, to: &writer)
        case .failure(let error):
            let problem = RuleErrorWire.error(error)
            writer.object { writer in
                writer.member("member", member.id.text)
                writer.member("name", heading.name)
                writer.member("department", heading.department)
                writer.member("month", month)
                writer.member("error") { writer in
                    writer.object { writer in
                        writer.member("pointer", problem.pointer)
                        writer.member("detail", problem.detail)
                    }
                }
            }
        }
    }
}
