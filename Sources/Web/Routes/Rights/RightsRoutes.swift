import Attendance
import Foundation
import HTTPTypes
import Hummingbird
import JSON
import Timekeeping

/// What people ask of the organization that keeps data on them: filed, listed, answered in time.
struct RightsRoutes: Sendable {
    let store: any AttendanceStorage

    private static let path = "/members/{member}/requests"
    private static let readers: Set<Role> = [.admin, .hr, .member, .auditor]

    var endpoints: [Endpoint] {
        [
            .organization(.post, Self.path, [.admin, .hr, .member], file),
            .organization(.get, Self.path, Self.readers, list),
            .organization(.get, Self.path + "/{request}", Self.readers, show),
            .organization(
                .post, Self.path + "/{request}/complete", [.admin, .hr], complete),
            .organization(.get, "/requests", [.admin, .hr, .auditor], all)
                .disclosing(Egress(categories: [.rights])),
        ]
    }

    @Sendable private func file(_ call: OrganizationCall) async throws -> Response {
        let member = try await person(call)
        let today = try await call.zone(store).civil(call.now).date
        let draft = try call.call.read { try RightsWire.draft(&$0, today: today) }
        let earlier = try await store.documents(
            RightsRequest.self, about: member, in: call.organization, after: nil,
            limit: Limits.requests)
        guard earlier.count < Limits.requests else {
            throw Problem(.inUse, "at most \(Limits.requests) requests a member")
        }
        let request = RightsRequest(
            number: UUID().uuidString.lowercased(), member: member, right: draft.right,
            verifiedOn: draft.verifiedOn,
            dueOn: RightsRequest.dueOn(
                after: draft.verifiedOn, by: try await calendar(of: call.organization)),
            note: draft.note, by: call.caller.name, at: call.now)
        _ = try await store.put(
            request, id: request.id, if: .absent, in: call.organization, by: call.caller)
        return .json(.created) { RightsWire.write(request, today: today, to: &$0) }
    }

    @Sendable private func list(_ call: OrganizationCall) async throws -> Response {
        let member = try await person(call)
        let today = try await call.zone(store).civil(call.now).date
        return try await Listing(
            fetch: { last, limit in
                try await store.documents(
                    RightsRequest.self, about: member, in: call.organization, after: last,
                    limit: limit)
            },
            key: \.id,
            write: { row, writer in
                guard let request = row.stored.value?.value else { return }
                RightsWire.write(request, today: today, to: &writer)
            },
            altered: { $0.stored.altered }
        ).answer(call.call)
    }

    @Sendable private func all(_ call: OrganizationCall) async throws -> Response {
        let today = try await call.zone(store).civil(call.now).date
        return try await Listing(
            fetch: { last, limit in
                try await store.listedDocuments(
                    RightsRequest.self, in: call.organization, after: last, limit: limit)
            },
            key: \.id,
            write: { row, writer in
                guard let request = row.stored.value?.value else { return }
                RightsWire.write(request, today: today, to: &writer)
            },
            altered: { $0.stored.altered }
        ).answer(call.call)
    }

    @Sendable private func show(_ call: OrganizationCall) async throws -> Response {
        let stored = try await request(call)
        let today = try await call.zone(store).civil(call.now).date
        return .stored(stored, for: call.call) {
            RightsWire.write(stored.value, today: today, to: &$0)
        }
    }

    @Sendable private func complete(_ call: OrganizationCall) async throws -> Response {
        let stored = try await request(call)
        let today = try await call.zone(store).civil(call.now).date
        let (isDone, note) = try call.call.read { try RightsWire.outcome(&$0) }
        var request = stored.value
        guard request.outcome == nil else { throw Problem(.inUse, "it was answered before") }
        if request.right == .erase, isDone {
            // Whoever is erased takes the request along: one that is still here was not done.
            throw Problem(.inUse, "erase the member; the request goes with it")
        }
        request.outcome = RightsRequest.Outcome(
            isDone: isDone, note: note, by: call.caller.name, at: call.now)
        _ = try await store.put(
            request, id: request.id, if: .version(stored.version), in: call.organization,
            by: call.caller)
        return .json { RightsWire.write(request, today: today, to: &$0) }
    }

    /// The request of the path, of the member of the path.
    private func request(_ call: OrganizationCall) async throws -> Stored<RightsRequest> {
        let member = try await person(call)
        let id: Identifier<RightsRequest> = try call.identifier(1)
        let stored = try await store.document(
            RightsRequest.self, id: id.text, in: call.organization)
        guard let stored, stored.value.member == member else { throw Problem(.notFound) }
        return stored
    }

    /// The member of the path, who exists.
    private func person(_ call: OrganizationCall) async throws -> MemberID {
        let member: MemberID = try call.identifier()
        guard try await store.member(member, in: call.organization) != nil else {
            throw Problem(.unknownPerson)
        }
        return member
    }

    private func calendar(of organization: OrganizationID) async throws -> WorkCalendar? {
        guard let name = try await store.organization(organization)?.calendar else { return nil }
        return try await CalendarBook.calendar(name, in: organization, from: store)
    }
}
