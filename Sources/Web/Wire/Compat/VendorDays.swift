import Attendance
import Foundation
import JSON
import Timekeeping

/// A member's days as the vendors' shapes need them.
struct VendorDays: Sendable {
    let organization: OrganizationID
    let member: Member
    let days: [Workday]
    /// Why there are no days.
    let fault: String?
    let zone: Zone
    let library: RuleLibrary
    /// The punches of the days, in order.
    private(set) var punches: [Entry]
    private let approvals: [Approval]
    private let places: [String: String]

    /// A punch with the slot that it fills, and the work date.
    struct Entry: Sendable {
        let punch: Punch
        let slot: WorkdaySlot?
        let date: CivilDate
        /// Why it does not count; nil for one that does.
        var refused: Verdict?

        /// Whether it is a departure.
        var isLeaving: Bool { slot.map { $0.slot == .offDuty } ?? (punch.direction == .out) }
    }

    /// - Parameter places: What people call the places of the punches, by id.
    init(
        _ page: MemberWorkdays, of organization: OrganizationID, by library: RuleLibrary,
        _ places: [String: String]
    ) {
        self.organization = organization
        member = page.member
        zone = library.zone
        self.library = library
        self.places = places
        approvals = page.approvals
        switch page.rows {
        case .success(let rows):
            days = rows
            fault = nil
        case .failure(let error):
            days = []
            fault = RuleErrorWire.error(error).detail
        }
        punches = Self.entries(page.punches, days, zone)
    }

    /// Adds check-ins that do not count, each where its time puts it.
    mutating func add(uncounted records: [Record]) {
        let known = Set(punches.compactMap(\.punch.id))
        let added = records.compactMap { record -> Entry? in
            let id = record.id.uuidString.lowercased()
            guard record.member == member.id, !known.contains(id) else { return nil }
            var punch = Punch(
                id: id, at: record.occurredAt, record.direction == .out ? .out : .in)
            punch.place =
                Punch.Place(rawValue: record.decision.place.outcome.rawValue) ?? .notChecked
            punch.take(
                verdict: record.decision.verdict,
                geofence: record.decision.place.geofence?.text, codes: record.decision.risk.codes)
            return Entry(
                punch: punch, slot: nil, date: zone.civil(record.occurredAt).date,
                refused: record.decision.verdict)
        }
        guard !added.isEmpty else { return }
        punches = (punches + added).sorted {
            ($0.punch.at, $0.punch.id ?? "") < ($1.punch.at, $1.punch.id ?? "")
        }
    }

    /// The member's id.
    var id: String { member.id.text }

    /// The seconds of the epoch at which a date begins.
    func midnight(_ date: CivilDate) -> Int64 { seconds(zone.instant(date, .midnight)) }

    func seconds(_ instant: Instant) -> Int64 { instant.milliseconds / 1_000 }

    /// Seconds since midnight.
    func clock(_ instant: Instant) -> Int { zone.civil(instant).millisecondOfDay / 1_000 }

    /// The group of a date: its id and what people call it; empty without one.
    func group(on date: CivilDate) -> (id: String, name: String, schedule: Schedule?) {
        guard let (id, group) = library.group(of: member.id, on: date) else { return ("", "", nil) }
        return (id, group.name ?? id, group.schedule)
    }

    /// What people call the place of a punch; empty where it is not known.
    func place(_ punch: Punch) -> String { punch.geofence.flatMap { places[$0] } ?? "" }

    /// What was approved for a date, in order.
    func approvals(on date: CivilDate) -> [Approval] {
        let day = (zone.instant(date, .midnight), zone.instant(date.advanced(by: 1), .midnight))
        return approvals.filter { approval in
            switch approval.extent {
            case .dates(let from, let to): from <= date && date <= to
            case .time(let from, let to): from < day.1 && to >= day.0
            }
        }.sorted { $0.id < $1.id }
    }

    /// The approval that a slot's supplement comes from; empty without one.
    func approval(of slot: WorkdaySlot, on date: CivilDate) -> String {
        approvals(on: date).first { $0.kind.supplements == slot.supplement }?.id ?? ""
    }

    private static func entries(_ punches: [Punch], _ days: [Workday], _ zone: Zone) -> [Entry] {
        guard let first = days.first?.date, let last = days.last?.date else { return [] }
        var slots: [String: (slot: WorkdaySlot, date: CivilDate)] = [:]
        for day in days {
            for slot in day.slots {
                if let id = slot.checkIn, slots[id] == nil { slots[id] = (slot, day.date) }
            }
        }
        return punches.sorted { ($0.at, $0.id ?? "") < ($1.at, $1.id ?? "") }.compactMap { punch in
            if let found = punch.id.flatMap({ slots[$0] }) {
                return Entry(punch: punch, slot: found.slot, date: found.date)
            }
            let date = zone.civil(punch.at).date
            guard (first...last).contains(date) else { return nil }
            return Entry(punch: punch, slot: nil, date: date)
        }
    }
}

extension Approval.Kind {
    /// The supplement that an approval of this kind gives; nil for one that gives none.
    var supplements: WorkdaySlot.Supplement? {
        switch self {
        case .leave: .leave
        case .trip: .trip
        case .out: .out
        case .remedy: .remedy
        case .onDuty, .remote: .field
        case .overtime, .shiftChange: nil
        }
    }

    /// The word of vendors whose people read Chinese.
    var inChinese: String {
        switch self {
        case .leave: "请假"
        case .trip: "出差"
        case .out: "外出"
        case .remedy: "补卡"
        case .onDuty: "外勤"
        case .remote: "居家办公"
        case .overtime: "加班"
        case .shiftChange: "换班"
        }
    }
}
