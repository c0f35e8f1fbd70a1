import JSON
import Timekeeping

/// Reads and writes approvals.
enum ApprovalWire {
    /// An approval as its body has it, before the zone of its times is known.
    struct Draft {
        var id: String?
        var member: String?
        var kind = Approval.Kind.leave
        var from: Moment
        var to: Moment
        var slot: SlotName?
        var portion: Approval.Portion?
        var includeHolidays = false

        /// The approval, its civil times read in a zone.
        ///
        /// A date together with an instant means the whole of that civil day.
        func approval(id: String, zone: Zone) -> Approval? {
            let extent: Approval.Extent
            if case .date(let first) = from, case .date(let last) = to {
                guard first <= last else { return nil }
                extent = .dates(first, last)
            } else {
                let (begin, end) = (Self.start(from, zone), Self.end(to, zone))
                guard begin <= end else { return nil }
                extent = .time(begin, end)
            }
            var approval = Approval(id: id, kind, extent)
            approval.slot = slot
            approval.portion = portion
            approval.includeHolidays = includeHolidays
            return approval
        }

        private static func start(_ moment: Moment, _ zone: Zone) -> Instant {
            switch moment {
            case .date(let date): zone.instant(date, .midnight)
            case .time(let time): time.instant(in: zone)
            }
        }

        private static func end(_ moment: Moment, _ zone: Zone) -> Instant {
            switch moment {
            case .date(let date): zone.instant(date.advanced(by: 1), .midnight)
            case .time(let time): time.instant(in: zone)
            }
        }
    }

    static func read(_ reader: inout JSONReader) throws -> Draft {
        var kind: Approval.Kind?
        var from: Moment?
        var to: Moment?
        var draft = Draft(from: .date(CivilDate(days: 0)), to: .date(CivilDate(days: 0)))
        try reader.object { name, value in
            switch name {
            case "id": draft.id = try value.ruleID()
            case "member": draft.member = try value.ruleID()
            case "kind": kind = try value.one(of: Approval.Kind.self)
            case "from": from = try value.moment()
            case "to": to = try value.moment()
            case "slot": draft.slot = try value.one(of: SlotName.self)
            case "portion": draft.portion = try value.one(of: Approval.Portion.self)
            case "includeHolidays": draft.includeHolidays = try value.bool()
            default: throw value.unknownMember()
            }
        }
        draft.kind = try reader.required(kind, "kind")
        draft.from = try reader.required(from, "from")
        // A remedy stands for one punch, and a single date for itself.
        if to == nil, case .date = draft.from { to = draft.from }
        if to == nil, draft.kind == .remedy { to = draft.from }
        draft.to = try reader.required(to, "to")
        if draft.slot == .open { throw reader.invalid("slot must be on-duty or off-duty") }
        return draft
    }

    static func write(_ approval: Approval, member: String, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", approval.id)
            writer.member("member", member)
            writer.member("kind", approval.kind.rawValue)
            switch approval.extent {
            case .dates(let from, let to):
                writer.member("from", from.description)
                writer.member("to", to.description)
            case .time(let from, let to):
                writer.member("from", instant: from.milliseconds)
                writer.member("to", instant: to.milliseconds)
            }
            writer.member("slot", approval.slot?.rawValue)
            writer.member("portion", approval.portion?.rawValue)
            writer.member("includeHolidays", approval.includeHolidays)
        }
    }
}
