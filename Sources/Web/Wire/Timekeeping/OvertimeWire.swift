import JSON
import Timekeeping

/// Reads and writes rules of overtime.
enum OvertimeWire {
    static func read(_ reader: inout JSONReader) throws -> OvertimeRule {
        var rule = OvertimeRule()
        try reader.object { name, value in
            switch name {
            case "basis": rule.basis = try value.one(of: OvertimeRule.Basis.self)
            case "counts": rule.counts = try value.one(of: OvertimeRule.Counting.self)
            case "beforeStart": rule.beforeStart = try value.bool()
            case "startAfter": rule.startAfter = try value.minutes()
            case "minimum": rule.minimum = try value.minutes()
            case "round": rule.round = max(1, try value.minutes())
            default: throw value.unknownMember()
            }
        }
        return rule
    }

    static func write(_ rule: OvertimeRule?, to writer: inout JSONWriter) {
        guard let rule else {
            writer.null()
            return
        }
        writer.object { writer in
            writer.member("basis", rule.basis.rawValue)
            writer.member("counts", rule.counts.rawValue)
            writer.member("beforeStart", rule.beforeStart)
            writer.member("startAfter", rule.startAfter)
            writer.member("minimum", rule.minimum)
            writer.member("round", rule.round)
        }
    }
}
