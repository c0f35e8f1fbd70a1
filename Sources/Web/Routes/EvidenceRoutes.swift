import Attendance
import Foundation
import HTTPTypes
import Hummingbird
import JSON

/// What is kept of the evidence of check-ins, for whoever has to look into one.
struct EvidenceRoutes: Sendable {
    let store: any EvidenceStore

    var endpoints: [Endpoint] {
        [.organization(.get, "/check-ins/{id}/evidence", [.admin], show)]
    }

    @Sendable private func show(_ call: OrganizationCall) async throws -> Response {
        guard let id = UUID(uuidString: call.parameters[1]),
            let stored = try await store.evidence(
                of: id, in: call.organization, by: call.caller)
        else { throw Problem(.notFound) }
        return .json { KeptEvidenceWire.write(stored, to: &$0) }
    }
}
