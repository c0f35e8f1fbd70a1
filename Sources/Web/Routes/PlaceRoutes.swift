import Attendance
import HTTPTypes
import Hummingbird
import JSON
import Timekeeping

/// Geofences, and where a position lies among them.
struct PlaceRoutes: Sendable {
    let store: any DocumentStore
    let surveyor: any Surveyor

    private static let readers: Set<Role> = [.admin, .hr, .app, .auditor]

    var endpoints: [Endpoint] {
        [
            .organization(
                .put, "/geofences/{geofence}", [.admin], body: .whole(Limits.featureBody), put),
            .organization(.get, "/geofences/{geofence}", Self.readers, show),
            .organization(.delete, "/geofences/{geofence}", [.admin], delete),
            .organization(.get, "/geofences", Self.readers, list),
            .organization(
                .put, "/geofences", [.admin], body: .whole(Limits.featureCollectionBody), load),
            .organization(.post, "/geofences/locate", [.admin, .app, .hr], locate),
        ]
    }

    @Sendable private func put(_ call: OrganizationCall) async throws -> Response {
        let id: GeofenceID = try call.identifier()
        let precondition = try call.call.precondition()
        let drawn = try GeofenceWire.feature(of: call.call, id: id)
        let geofence = try survey(drawn, call)
        let written = try await store.put(
            geofence, id: id.text, if: precondition, in: call.organization, by: call.caller)
        return .written(written) { GeofenceWire.write(geofence, to: &$0) }
    }

    private func survey(
        _ geofence: Geofence, _ call: OrganizationCall
    ) throws(Problem) -> Geofence {
        do {
            return try surveyor.survey(geofence, repairing: call.query["repair"] == "true")
        } catch {
            throw Problem(telling: error)
        }
    }

    @Sendable private func show(_ call: OrganizationCall) async throws -> Response {
        let id: GeofenceID = try call.identifier()
        let stored = try await store.document(Geofence.self, id: id.text, in: call.organization)
        guard let stored else { throw Problem(.notFound) }
        return .stored(stored, for: call.call) { GeofenceWire.write(stored.value, to: &$0) }
    }

    @Sendable private func delete(_ call: OrganizationCall) async throws -> Response {
        let id: GeofenceID = try call.identifier()
        let groups = try await store.all(RuleHistory<WorkGroup>.self, in: call.organization)
        guard groups.values.allSatisfy({ $0.current?.rule.geofences.contains(id) != true }) else {
            throw Problem(.inUse, "a group works there")
        }
        try await store.delete(
            Geofence.self, id: id.text, if: call.call.precondition(), in: call.organization,
            by: call.caller)
        return .empty()
    }

    @Sendable private func list(_ call: OrganizationCall) async throws -> Response {
        let listing = Listing(
            fetch: {
                try await store.documents(
                    Geofence.self, in: call.organization, after: $0, limit: $1)
            },
            key: \.id, write: { GeofenceWire.write($0.stored.value, to: &$1) })
        return try await listing.collection(call.call)
    }

    @Sendable private func load(_ call: OrganizationCall) async throws -> Response {
        let features = try call.call.read { try FeatureCollectionWire.features(&$0) }
        var results: [FeatureCollectionWire.Result] = []
        for (index, feature) in features.enumerated() {
            do {
                let drawn = try FeatureCollectionWire.geofence(feature, at: index)
                let geofence = try survey(drawn, call)
                let written = try await store.put(
                    geofence, id: geofence.id.text, if: .none, in: call.organization,
                    by: call.caller)
                results.append(.written(geofence.id, written))
            } catch {
                guard let problem = Problem(telling: error) else { throw error }
                results.append(.refused(problem))
            }
        }
        return .json { FeatureCollectionWire.write(results, in: call.language, to: &$0) }
    }

    @Sendable private func locate(_ call: OrganizationCall) async throws -> Response {
        let (position, limit) = try call.call.read { try LocateWire.read(&$0) }
        let matches = try await surveyor.locate(position, in: call.organization, limit: limit)
        return .json { LocateWire.write(matches, to: &$0) }
    }
}

extension DocumentStore {
    /// Demands that geofences exist.
    ///
    /// - Throws: `invalid-body`, pointing at the first that does not.
    func demand(
        _ geofences: [GeofenceID], at pointer: String, in organization: OrganizationID
    ) async throws {
        for (index, id) in geofences.enumerated() {
            guard try await document(Geofence.self, id: id.text, in: organization) != nil else {
                throw JSONError(.invalid, at: "\(pointer)/\(index)", "there is no such geofence")
            }
        }
    }
}
