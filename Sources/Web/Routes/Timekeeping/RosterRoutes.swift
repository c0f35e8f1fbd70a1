import Attendance
import HTTPTypes
import Hummingbird
import JSON
import Timekeeping

/// The roster: which shifts a member works on one date, in place of the schedule's.
struct RosterRoutes: Sendable {
    let store: any AttendanceStorage

    var endpoints: [Endpoint] {
        let path = "/roster/{member}/{date}"
        return [
            .organization(.put, path, [.admin, .hr], put),
            .organization(.get, path, [.admin, .hr, .auditor], show),
            .organization(.delete, path, [.admin, .hr], delete),
        ]
    }

    @Sendable private func put(_ call: OrganizationCall) async throws -> Response {
        let (member, date) = try Self.place(call)
        let precondition = try call.call.precondition()
        let shifts = try call.call.read { try RosterWire.read(&$0) }
        guard let stored = try await store.member(member, in: call.organization) else {
            throw Problem(.unknownPerson)
        }
        let day = RosterDay(member: member, date: date, shifts: shifts)
        try await check(day, stored.value, call)
        let written = try await RuleWriter(store: store, call: call).write(
            day, id: RosterDay.id(member: member, date: date), from: nil, if: precondition)
        return .written(written) { RosterWire.write(shifts, to: &$0) }
    }

    /// The shifts must exist, and must not overlap each other or those of the days around.
    private func check(_ day: RosterDay, _ member: Member, _ call: OrganizationCall) async throws {
        let known = try await store.all(RuleHistory<Shift>.self, in: call.organization)
        for (index, id) in day.shifts.enumerated() where known[id]?.current == nil {
            throw JSONError(.invalid, at: "/shifts/\(index)", "the shift does not exist")
        }
        var query = AttendanceQuery(from: day.date, to: day.date, limit: 1)
        query.member = member.id
        let page = try await store.attendance(query, in: call.organization)
        guard var attendance = page.first else { return }
        attendance.roster.removeAll { $0.newest.rule.date == day.date }
        attendance.roster.append(RuleHistory(day, from: nil, at: call.now))
        let book = try await WorkdayBook.read(from: store, in: call.organization, now: call.now)
        do { try book.checkOverlaps(of: attendance, on: day.date) } catch {
            throw JSONError(.invalid, at: "/shifts", RuleErrorWire.error(error).detail)
        }
    }

    @Sendable private func show(_ call: OrganizationCall) async throws -> Response {
        let (member, date) = try Self.place(call)
        let stored = try await store.document(
            RuleHistory<RosterDay>.self, id: RosterDay.id(member: member, date: date),
            in: call.organization)
        guard let stored, let day = stored.value.current?.rule else { throw Problem(.notFound) }
        return .stored(stored, for: call.call) { RosterWire.write(day.shifts, to: &$0) }
    }

    @Sendable private func delete(_ call: OrganizationCall) async throws -> Response {
        let (member, date) = try Self.place(call)
        try await RuleWriter(store: store, call: call).retire(
            RosterDay.self, id: RosterDay.id(member: member, date: date),
            if: call.call.precondition())
        return .empty()
    }

    private static func place(_ call: OrganizationCall) throws(Problem) -> (MemberID, CivilDate) {
        let member: MemberID = try call.identifier()
        guard let date = CivilDate(call.parameters[2][...]) else { throw Problem(.notFound) }
        return (member, date)
    }
}
