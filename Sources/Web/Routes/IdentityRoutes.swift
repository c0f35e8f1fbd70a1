import Attendance
import HTTPTypes
import Hummingbird
import JSON

/// Who vouches for an organization's members.
struct IdentityRoutes: Sendable {
    let store: any DocumentStore
    let authenticator: Authenticator
    let source: any KeySetSource

    var endpoints: [Endpoint] {
        [
            .organization(.put, "/identity-provider", [.admin], put),
            .organization(.get, "/identity-provider", [.admin, .auditor], show),
            .organization(.delete, "/identity-provider", [.admin], delete),
        ]
    }

    @Sendable private func put(_ call: OrganizationCall) async throws -> Response {
        let precondition = try call.call.precondition()
        let provider = try call.call.read { try IdentityWire.provider(&$0) }
        if let reason = provider.keysURL.flatMap({ source.objection(to: $0) }) {
            throw Problem(.invalidBody, reason, at: "/jwksURL")
        }
        let written = try await store.put(
            provider, id: IdentityProvider.id, if: precondition, in: call.organization,
            by: call.caller)
        authenticator.forget(call.organization)
        return .written(written) { IdentityWire.write(provider, to: &$0) }
    }

    @Sendable private func show(_ call: OrganizationCall) async throws -> Response {
        let stored = try await store.document(
            IdentityProvider.self, id: IdentityProvider.id, in: call.organization)
        guard let stored else { throw Problem(.notFound) }
        return .stored(stored, for: call.call) { IdentityWire.write(stored.value, to: &$0) }
    }

    @Sendable private func delete(_ call: OrganizationCall) async throws -> Response {
        try await store.delete(
            IdentityProvider.self, id: IdentityProvider.id, if: call.call.precondition(),
            in: call.organization, by: call.caller)
        authenticator.forget(call.organization)
        return .empty()
    }
}
