import Attendance
import HTTPTypes
import Hummingbird
import JSON
import Timekeeping

/// Organizations and their keys.
struct OrganizationRoutes: Sendable {
    let store: any OrganizationStore
    let documents: any DocumentStore
    let authenticator: Authenticator
    let mint: Mint
    let regions: Regions

    var endpoints: [Endpoint] {
        [
            .server(.post, "/v1/orgs", create),
            .server(.get, "/v1/orgs", list),
            .organization(.get, "", [.operator, .admin, .auditor], show),
            .organization(.patch, "", [.operator, .admin], patch),
            .organization(.delete, "", [.operator], close),
            .organization(.post, "/keys", [.admin], addKey),
            .organization(.get, "/keys", [.admin, .auditor], listKeys),
            .organization(.delete, "/keys/{key}", [.admin], revokeKey),
        ]
    }

    @Sendable private func create(_ call: Call, _ caller: Caller) async throws -> Response {
        let organization = try call.read { try OrganizationWire.create(&$0, at: call.now) }
        try regions.check(organization.region)
        // It has no calendars of its own yet.
        guard organization.calendar.map({ BuiltInCalendar.named($0) != nil }) ?? true else {
            throw Self.unknownCalendar
        }
        let key = APIKey(
            id: mint.keyID(), role: .admin, label: "first admin", createdAt: call.now)
        let secret = try mint.secret()
        try await store.create(
            organization, adminKey: key, digest: authenticator.digest(of: secret), by: caller)
        return .json(.created, headers: [.cacheControl: "no-store"]) { writer in
            writer.object { writer in
                writer.member("org") { OrganizationWire.write(organization, to: &$0) }
                writer.member("adminKey", secret)
            }
        }
    }

    @Sendable private func list(_ call: Call, _ caller: Caller) async throws -> Response {
        try await Listing(
            fetch: { try await store.organizations(after: $0.flatMap { .init($0) }, limit: $1) },
            key: \.id.text, write: { OrganizationWire.write($0, to: &$1) }
        ).answer(call)
    }

    @Sendable private func show(_ call: OrganizationCall) async throws -> Response {
        let organization = try await organization(of: call)
        return .json { OrganizationWire.write(organization, to: &$0) }
    }

    @Sendable private func patch(_ call: OrganizationCall) async throws -> Response {
        let before = try await organization(of: call)
        let after = try call.call.read { try OrganizationWire.patch(&$0, before) }
        if let name = after.calendar, name != before.calendar {
            let calendar = try await CalendarBook.calendar(
                name, in: call.organization, from: documents)
            guard calendar != nil else { throw Self.unknownCalendar }
        }
        try await store.update(after, by: call.caller)
        return .json { OrganizationWire.write(after, to: &$0) }
    }

    @Sendable private func close(_ call: OrganizationCall) async throws -> Response {
        var organization = try await organization(of: call)
        if organization.closedAt == nil {
            organization.closedAt = call.now
            try await store.update(organization, by: call.caller)
        }
        return .empty()
    }

    private static var unknownCalendar: JSONError {
        JSONError(.invalid, at: "/calendar", "the calendar does not exist")
    }

    private func organization(of call: OrganizationCall) async throws -> Organization {
        guard let organization = try await store.organization(call.organization) else {
            throw Problem(.notFound)
        }
        return organization
    }

    @Sendable private func addKey(_ call: OrganizationCall) async throws -> Response {
        let key = try call.call.read {
            try OrganizationWire.key(&$0, id: mint.keyID(), at: call.now)
        }
        try await documents.demand(key.geofences, at: "/geofences", in: call.organization)
        let secret = try mint.secret()
        try await store.add(
            key, digest: authenticator.digest(of: secret), in: call.organization,
            by: call.caller)
        return .json(.created) { OrganizationWire.write(key, secret: secret, to: &$0) }
    }

    @Sendable private func listKeys(_ call: OrganizationCall) async throws -> Response {
        try await Listing(
            fetch: {
                try await store.keys(
                    in: call.organization, after: $0.flatMap { .init($0) }, limit: $1)
            },
            key: \.id.text, write: { OrganizationWire.write($0, to: &$1) }
        ).answer(call.call)
    }

    @Sendable private func revokeKey(_ call: OrganizationCall) async throws -> Response {
        try await store.revoke(
            call.identifier(), in: call.organization, at: call.now, by: call.caller)
        authenticator.forget(call.organization)
        return .empty()
    }
}
