import JSON
import Timekeeping

/// The request of a dry run as far as it has been read; members may come in any order.
struct PreviewDraft {
    var from: CivilDate?
    var to: CivilDate?
    var hasShifts = false
    var hasPunches = false
    private var zone: Zone?
    private var shifts: [String: Shift] = [:]
    private var schedule: Schedule?
    private var standard: String?
    private var roster: [CivilDate: [String]] = [:]
    private var calendar: WorkCalendar?
    private var hiredOn: CivilDate?
    private var leftOn: CivilDate?
    private var approvals: [ApprovalWire.Draft] = []
    private var punches: [(time: CivilTime, punch: Punch)] = []
    private var asOf: Moment?
    private var settings = Settings()

    init() {}

    mutating func take(
        _ name: JSONMember, _ value: inout JSONReader,
        _ surroundings: PreviewWire.Surroundings
    ) throws {
        switch name {
        case "timeZone": zone = try value.zone()
        case "shifts": try takeShifts(&value)
        case "schedule": schedule = try ScheduleWire.read(&value)
        case "default": standard = try value.ruleID()
        case "roster": try takeRoster(&value)
        case "calendar": try takeCalendar(&value, surroundings)
        case "employment": try takeEmployment(&value)
        case "approvals": approvals = try value.array(max: 2_000, ApprovalWire.read)
        case "punches":
            punches = try value.array(max: PreviewWire.punchesMax, Self.punch)
            hasPunches = true
        case "asOf": asOf = try value.moment()
        case "from": from = try value.workDate()
        case "to": to = try value.workDate()
        case "settings": settings = try SettingsWire.read(&value)
        default: throw value.unknownMember()
        }
    }

    /// Puts everything together and checks that it can be worked by.
    func request(
        from: CivilDate, to: CivilDate, _ surroundings: PreviewWire.Surroundings
    ) throws(JSONError) -> PreviewWire.Request {
        let zone = self.zone ?? surroundings.zone
        var set = RuleSet(zone: zone, shifts: shifts)
        set.schedule = schedule
        set.defaultShift = standard
        set.calendar = calendar
        set.settings = settings
        var rules = Rules(member: "", set)
        rules.roster = roster
        rules.hiredOn = hiredOn
        rules.leftOn = leftOn
        let timekeeper: Timekeeper
        do throws(RuleError) {
            try RuleCheck.check(set)
            timekeeper = try Timekeeper(rules)
            try timekeeper.checkOverlaps(from: from, to: to)
        } catch {
            throw RuleErrorWire.error(error)
        }
        return PreviewWire.Request(
            timekeeper: timekeeper, from: from, to: to,
            punches: try resolvedPunches(zone, from, to),
            context: .init(
                approvals: try resolvedApprovals(zone),
                asOf: asOf.map { resolved($0, zone) } ?? surroundings.now))
    }

    private func resolved(_ moment: Moment, _ zone: Zone) -> Instant {
        switch moment {
        case .date(let date): zone.instant(date, .midnight)
        case .time(let time): time.instant(in: zone)
        }
    }

    private func resolvedPunches(
        _ zone: Zone, _ from: CivilDate, _ to: CivilDate
    ) throws(JSONError) -> [Punch] {
        let spread = Int32(Timekeeper.spreadMax - 2)
        var result: [Punch] = []
        result.reserveCapacity(punches.count)
        for (index, (time, punch)) in punches.enumerated() {
            guard time.date.days >= from.days - spread, time.date.days <= to.days + spread else {
                throw JSONError(
                    .invalid, at: "/punches/\(index)/at",
                    "must lie within \(spread) days of the range")
            }
            var punch = punch
            punch.at = time.instant(in: zone)
            result.append(punch)
        }
        return result
    }

    private func resolvedApprovals(_ zone: Zone) throws(JSONError) -> [Approval] {
        var result: [Approval] = []
        var seen: Set<String> = []
        for (index, draft) in approvals.enumerated() {
            let id = draft.id ?? "#\(index)"
            guard let approval = draft.approval(id: id, zone: zone) else {
                throw JSONError(
                    .invalid, at: "/approvals/\(index)/to", "the end lies before the beginning")
            }
            // Approvals are idempotent by id: the last of an id is the one that holds.
            if !seen.insert(id).inserted { result.removeAll { $0.id == id } }
            result.append(approval)
        }
        return result
    }

    private mutating func takeShifts(_ reader: inout JSONReader) throws {
        hasShifts = true
        try reader.object(max: 200) { name, value in
            let id = name.text
            guard RuleID.isValid(id) else { throw value.invalid(RuleID.expectation) }
            shifts[id] = try ShiftWire.readUnchecked(&value, id: id)
        }
    }

    private mutating func takeRoster(_ reader: inout JSONReader) throws {
        try reader.object(max: 4_000) { name, value in
            guard let date = CivilDate(name.text) else {
                throw value.invalid("the member must be a date as yyyy-MM-dd")
            }
            roster[date] = try RosterWire.ids(&value)
        }
    }

    private mutating func takeCalendar(
        _ reader: inout JSONReader, _ surroundings: PreviewWire.Surroundings
    ) throws {
        guard reader.kind == .string else {
            calendar = try CalendarWire.days(&reader)
            return
        }
        guard let known = surroundings.calendar(try reader.ruleID()) else {
            throw reader.invalid("the calendar does not exist")
        }
        calendar = known
    }

    private mutating func takeEmployment(_ reader: inout JSONReader) throws {
        try reader.object { name, value in
            switch name {
            case "hiredOn": hiredOn = try value.workDate()
            case "leftOn": leftOn = try value.workDate()
            default: throw value.unknownMember()
            }
        }
    }

    private static func punch(
        _ reader: inout JSONReader
    ) throws -> (time: CivilTime, punch: Punch) {
        var at: CivilTime?
        var punch = Punch(at: Instant(milliseconds: 0))
        try reader.object { name, value in
            switch name {
            case "at": at = try value.civilTime()
            case "direction": punch.direction = try value.one(of: Punch.Direction.self)
            case "place": punch.place = try value.one(of: Punch.Place.self)
            case "origin": punch.origin = try value.one(of: Punch.Origin.self)
            case "id": punch.id = try value.string(min: 1, max: 128)
            default: throw value.unknownMember()
            }
        }
        return (try reader.required(at, "at"), punch)
    }
}
