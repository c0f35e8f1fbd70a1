import JSON
import Timekeeping

/// Reads and writes shifts; what is written is what is read.
enum ShiftWire {
    /// Reads a shift and checks that it can be worked by.
    static func read(_ reader: inout JSONReader, id: String) throws -> Shift {
        let shift = try readUnchecked(&reader, id: id)
        do { try RuleCheck.check(shift) } catch { throw RuleErrorWire.error(error) }
        return shift
    }

    /// Reads a shift that is checked together with others.
    static func readUnchecked(_ reader: inout JSONReader, id: String) throws -> Shift {
        var shift = Shift(id: id, slots: [])
        var slots: [ShiftSlot]?
        try reader.object { name, value in
            switch name {
            case "name": shift.name = try value.string(min: 1, max: 1_024)
            case "timeZone": shift.zone = try value.zone()
            case "slots": slots = try value.array(max: RuleCheck.slotsMax, slot)
            case "breaks": shift.breaks = try value.array(max: 16, span)
            case "flex": shift.flex = try flex(&value)
            case "minimumMinutes": shift.minimumMinutes = try minimum(&value)
            case "overtime": shift.overtime = try OvertimeWire.read(&value)
            case "lateOutLateIn":
                shift.lateOutLateIn = try value.array(max: 16, lateOutLateIn)
            default: throw value.unknownMember()
            }
        }
        shift.slots = try reader.required(slots, "slots")
        return shift
    }

    private static func slot(_ reader: inout JSONReader) throws -> ShiftSlot {
        var start: WallTime?
        var end: WallTime?
        var slot = ShiftSlot(start: .midnight, end: .midnight)
        try reader.object { name, value in
            switch name {
            case "start": start = try value.clockTime()
            case "end": end = try value.clockTime()
            case "opensBefore": slot.opensBefore = try value.minutes()
            case "closesAfter": slot.closesAfter = try value.minutes()
            case "lateGrace": slot.lateGrace = try value.minutes()
            case "earlyGrace": slot.earlyGrace = try value.minutes()
            case "seriousLateAfter": slot.seriousLateAfter = try value.minutes()
            case "absentLateAfter": slot.absentLateAfter = try value.minutes()
            case "offDutyRequired": slot.offDutyRequired = try value.bool()
            default: throw value.unknownMember()
            }
        }
        slot.span = WallSpan(
            start: try reader.required(start, "start"), end: try reader.required(end, "end"))
        return slot
    }

    private static func span(_ reader: inout JSONReader) throws -> WallSpan {
        var start: WallTime?
        var end: WallTime?
        try reader.object { name, value in
            switch name {
            case "start": start = try value.clockTime()
            case "end": end = try value.clockTime()
            default: throw value.unknownMember()
            }
        }
        return WallSpan(
            start: try reader.required(start, "start"), end: try reader.required(end, "end"))
    }

    private static func flex(_ reader: inout JSONReader) throws -> Shift.Flex {
        var flex = Shift.Flex()
        try reader.object { name, value in
            switch name {
            case "lateBy": flex.lateBy = try value.minutes()
            case "earlyBy": flex.earlyBy = try value.minutes()
            default: throw value.unknownMember()
            }
        }
        return flex
    }

    private static func minimum(_ reader: inout JSONReader) throws -> Shift.MinimumMinutes {
        var minimum = Shift.MinimumMinutes()
        try reader.object { name, value in
            switch name {
            case "halfDay": minimum.halfDay = try value.minutes()
            case "present": minimum.present = try value.minutes()
            default: throw value.unknownMember()
            }
        }
        return minimum
    }

    private static func lateOutLateIn(
        _ reader: inout JSONReader
    ) throws -> Shift.LateOutLateIn {
        var outAfter: Int?
        var lateBy: Int?
        try reader.object { name, value in
            switch name {
            case "outAfter": outAfter = try value.minutes()
            case "lateBy": lateBy = try value.minutes()
            default: throw value.unknownMember()
            }
        }
        return Shift.LateOutLateIn(
            outAfter: try reader.required(outAfter, "outAfter"),
            lateBy: try reader.required(lateBy, "lateBy"))
    }
}

extension ShiftWire {
    /// Writes a shift as its `PUT` takes it.
    static func write(_ shift: Shift, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("name", shift.name)
            writer.member("timeZone", shift.zone?.identifier)
            writer.member("slots") { writer in
                writer.array { writer in shift.slots.forEach { write($0, to: &writer) } }
            }
            writer.member("breaks") { writer in
                writer.array { writer in
                    for pause in shift.breaks {
                        writer.object { writer in
                            writer.member("start", pause.start.description)
                            writer.member("end", pause.end.description)
                        }
                    }
                }
            }
            writer.member("flex") { writer in
                writer.object { writer in
                    writer.member("lateBy", shift.flex.lateBy)
                    writer.member("earlyBy", shift.flex.earlyBy)
                }
            }
            writer.member("lateOutLateIn") { writer in
                writer.array { writer in
                    for rule in shift.lateOutLateIn {
                        writer.object { writer in
                            writer.member("outAfter", rule.outAfter)
                            writer.member("lateBy", rule.lateBy)
                        }
                    }
                }
            }
            writer.member("minimumMinutes") { writer in
                writer.object { writer in
                    writer.member("halfDay", shift.minimumMinutes.halfDay)
                    writer.member("present", shift.minimumMinutes.present)
                }
            }
            writer.member("overtime") { OvertimeWire.write(shift.overtime, to: &$0) }
        }
    }

    private static func write(_ slot: ShiftSlot, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("start", slot.span.start.description)
            writer.member("end", slot.span.end.description)
            writer.member("opensBefore", slot.opensBefore)
            writer.member("closesAfter", slot.closesAfter)
            writer.member("lateGrace", slot.lateGrace)
            writer.member("earlyGrace", slot.earlyGrace)
            writer.member("seriousLateAfter", slot.seriousLateAfter)
            writer.member("absentLateAfter", slot.absentLateAfter)
            writer.member("offDutyRequired", slot.offDutyRequired)
        }
    }
}
