import Attendance
import HTTPTypes
import Hummingbird
import JSON
import Timekeeping

/// Shifts, groups and calendars.
struct RuleRoutes: Sendable {
    let store: any AttendanceStorage

    var endpoints: [Endpoint] { shifts.endpoints + groups.endpoints + calendars.endpoints }

    private var shifts: VersionedRoutes<Shift> {
        VersionedRoutes(
            store: store, path: "/shifts", largest: Limits.documentBody,
            read: { try ShiftWire.read(&$0, id: $1) }, write: { ShiftWire.write($0, to: &$1) },
            check: check(shift:_:_:), release: release(shift:_:))
    }

    private var groups: VersionedRoutes<WorkGroup> {
        VersionedRoutes(
            store: store, path: "/groups", largest: Limits.previewBody,
            read: { reader, _ in try GroupWire.read(&reader) },
            write: { GroupWire.write($0, to: &$1) }, check: check(group:_:_:))
    }

    private var calendars: VersionedRoutes<WorkCalendar> {
        VersionedRoutes(
            store: store, path: "/calendars", largest: Limits.featureBody,
            read: { reader, _ in try CalendarWire.read(&reader) },
            write: { CalendarWire.write($0, to: &$1) }, check: { _, _, _ in },
            release: release(calendar:_:), builtIn: { BuiltInCalendar.named($0) })
    }

    /// A shift must not make the schedule of a group that names it impossible to work by.
    @Sendable private func check(
        shift: Shift, _ id: String, _ call: OrganizationCall
    ) async throws {
        let users = try await groups(naming: id, call)
        guard !users.isEmpty else { return }
        var shifts = try await presentShifts(call)
        shifts[id] = shift
        let zone = try await call.zone(store)
        for group in users {
            do { try RuleCheck.check(group.ruleSet(zone, shifts)) } catch {
                throw JSONError(.invalid, at: "/slots", RuleErrorWire.error(error).detail)
            }
        }
    }

    @Sendable private func release(shift id: String, _ call: OrganizationCall) async throws {
        guard try await groups(naming: id, call).isEmpty else {
            throw Problem(.inUse, "a group's schedule names it")
        }
    }

    @Sendable private func check(
        group: WorkGroup, _ id: String, _ call: OrganizationCall
    ) async throws {
        let shifts = try await presentShifts(call)
        do { try RuleCheck.check(group.ruleSet(try await call.zone(store), shifts)) } catch {
            guard let error = error as? RuleError else { throw error }
            throw RuleErrorWire.error(error)
        }
        if let name = group.calendar {
            let calendar = try await CalendarBook.calendar(
                name, in: call.organization, from: store)
            if calendar == nil {
                throw JSONError(.invalid, at: "/calendar", "the calendar does not exist")
            }
        }
        try await store.demand(group.geofences, at: "/geofences", in: call.organization)
        guard group.policy?.hasNonBiometricMethod ?? true else {
            throw Problem(.alternativeRequired, "face must not be the only evidence")
        }
        try await checkMembers(of: group, id, call)
    }

    /// A calendar that is somebody's own stays, unless a built-in one of its name steps in.
    @Sendable private func release(calendar id: String, _ call: OrganizationCall) async throws {
        guard BuiltInCalendar.named(id) == nil else { return }
        let groups = try await store.all(RuleHistory<WorkGroup>.self, in: call.organization)
        guard groups.values.allSatisfy({ $0.current?.rule.calendar != id }) else {
            throw Problem(.inUse, "a group works by it")
        }
        let organization = try await store.organization(call.organization)
        guard organization?.calendar != id else {
            throw Problem(.inUse, "the organization works by it")
        }
    }

    /// A member works by one group at a time.
    private func checkMembers(
        of group: WorkGroup, _ id: String, _ call: OrganizationCall
    ) async throws {
        var places: [MemberID: Int] = [:]
        for (index, member) in group.members.enumerated() {
            guard places.updateValue(index, forKey: member) == nil else {
                throw JSONError(.invalid, at: "/members/\(index)", "the member comes twice")
            }
        }
        let from = try call.call.date("effectiveFrom")
        let others = try await store.all(RuleHistory<WorkGroup>.self, in: call.organization)
        for (other, history) in others where other != id {
            let timeline = history.timeline(knownAt: Instant(milliseconds: .max))
            for (index, version) in timeline.enumerated() where !version.isRetired {
                let end = index + 1 < timeline.count ? timeline[index + 1].from : nil
                if let from, let end, end <= from { continue }
                let taken = version.rule.members.compactMap { places[$0] }.min()
                guard let taken else { continue }
                throw JSONError(
                    .invalid, at: "/members/\(taken)", "the member belongs to another group then")
            }
        }
    }

    private func groups(
        naming shift: String, _ call: OrganizationCall
    ) async throws -> [WorkGroup] {
        try await store.all(RuleHistory<WorkGroup>.self, in: call.organization).values
            .compactMap(\.current?.rule).filter { $0.namedShifts.contains(shift) }
    }

    private func presentShifts(_ call: OrganizationCall) async throws -> [String: Shift] {
        try await store.all(RuleHistory<Shift>.self, in: call.organization)
            .compactMapValues(\.current?.rule)
    }
}

extension WorkGroup {
    /// The group as the engine checks it.
    fileprivate func ruleSet(_ zone: Zone, _ shifts: [String: Shift]) -> RuleSet {
        var set = RuleSet(
            zone: self.zone ?? zone, shifts: shifts.filter { namedShifts.contains($0.key) })
        set.schedule = schedule
        set.defaultShift = defaultShift
        return set
    }
}

extension OrganizationCall {
    /// The organization's zone.
    ///
    /// - Throws: `not-found` without the organization.
    func zone(_ store: any OrganizationStore) async throws -> Zone {
        guard let organization = try await store.organization(organization) else {
            throw Problem(.notFound)
        }
        return Zone(organization.timeZone) ?? .utc
    }
}
