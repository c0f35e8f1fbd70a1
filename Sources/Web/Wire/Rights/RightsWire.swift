import Attendance
import JSON
import Timekeeping

/// Reads and writes what people ask of the organization that keeps data on them.
enum RightsWire {
    /// What a new request says.
    struct Draft {
        var right: RightsRequest.Right
        var verifiedOn: CivilDate
        var note: String?
    }

    /// - Parameter today: The day of verification where none is told.
    static func draft(_ reader: inout JSONReader, today: CivilDate) throws -> Draft {
        var right: RightsRequest.Right?
        var draft = Draft(right: .access, verifiedOn: today, note: nil)
        try reader.object { name, value in
            switch name {
            case "kind": right = try value.one(of: RightsRequest.Right.self)
            case "verifiedOn": draft.verifiedOn = try verifiedOn(&value, today: today)
            case "note": draft.note = try value.takeNull() ? nil : try value.string(min: 1)
            default: throw value.unknownMember()
            }
        }
        draft.right = try reader.required(right, "kind")
        return draft
    }

    private static func verifiedOn(
        _ reader: inout JSONReader, today: CivilDate
    ) throws -> CivilDate {
        let date = try reader.workDate()
        let years = Limits.requestYears
        guard abs(Int(date.days) - Int(today.days)) <= years * 366 else {
            throw reader.invalid("must lie within \(years) years of today")
        }
        return date
    }

    /// What became of a request, and why.
    static func outcome(_ reader: inout JSONReader) throws -> (isDone: Bool, note: String?) {
        var outcome: Choice?
        var note: String?
        try reader.object { name, value in
            switch name {
            case "outcome": outcome = try value.one(of: Choice.self)
            case "note": note = try value.takeNull() ? nil : try value.string(min: 1)
            default: throw value.unknownMember()
            }
        }
        let known = try reader.required(outcome, "outcome")
        if known == .refused, note == nil { throw reader.invalid("a refusal needs a note") }
        return (known == .done, note)
    }

    static func write(_ request: RightsRequest, today: CivilDate, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", request.id)
            writer.member("member", request.member.text)
            writer.member("kind", request.right.rawValue)
            writer.member("verifiedOn", request.verifiedOn.description)
            writer.member("dueOn", request.dueOn.description)
            writer.member("state", state(request))
            writer.member("overdue", request.isOverdue(on: today))
            writer.member("note", request.note)
            writer.member("filedBy", request.filedBy)
            writer.member("filedAt", instant: request.filedAt.milliseconds)
            writer.member("answer", request.outcome?.note)
            writer.member("answeredBy", request.outcome?.by)
            writer.member("answeredAt", instant: request.outcome?.at.milliseconds)
        }
    }

    private static func state(_ request: RightsRequest) -> String {
        request.outcome.map { ($0.isDone ? Choice.done : .refused).rawValue } ?? "open"
    }

    private enum Choice: String, CaseIterable {
        case done, refused
    }
}
