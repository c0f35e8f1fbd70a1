import Attendance
import HTTPTypes
import Hummingbird
import JSON

/// What an organization demands of check-ins.
struct PolicyRoutes: Sendable {
    let store: any DocumentStore

    var endpoints: [Endpoint] {
        [
            .organization(.get, "/policy", [.admin, .auditor], show),
            .organization(.put, "/policy", [.admin], put),
        ]
    }

    @Sendable private func show(_ call: OrganizationCall) async throws -> Response {
        let stored =
            try await store.document(Policy.self, id: "policy", in: call.organization)
            ?? Stored(value: Policy(), version: 0)
        return .stored(stored, for: call.call) { PolicyWire.write(stored.value, to: &$0) }
    }

    @Sendable private func put(_ call: OrganizationCall) async throws -> Response {
        let precondition = try call.call.precondition()
        let policy = try call.call.read { try PolicyWire.read(&$0) }
        guard policy.hasNonBiometricMethod else {
            throw Problem(.alternativeRequired, "face must not be the only evidence")
        }
        let written = try await store.put(
            policy, id: "policy", if: precondition, in: call.organization, by: call.caller)
        // Every organization has a policy from the start: writing one always replaces one.
        let replaced = Written(version: written.version, isNew: false)
        return .written(replaced) { PolicyWire.write(policy, to: &$0) }
    }
}
