import Attendance
import Faces
import Foundation
import HTTPTypes
import Hummingbird
import JSON

/// Face models, members' faces, and who a face is.
struct FaceRoutes: Sendable {
    let store: any DocumentStore & FaceStore
    let desk: FaceDesk

    private static let readers: Set<Role> = [.admin, .app, .auditor]

    var endpoints: [Endpoint] {
        [
            .organization(.put, "/face-models/{model}", [.admin], put),
            .organization(.get, "/face-models/{model}", Self.readers, show),
            .organization(.delete, "/face-models/{model}", [.admin], delete),
            .organization(.get, "/face-models", Self.readers, list),
            .organization(.post, "/members/{member}/faces", [.admin, .app], enrol),
            .organization(.get, "/members/{member}/faces", [.admin, .app, .member], faces),
            .organization(
                .delete, "/members/{member}/faces/{face}", [.admin, .app, .member], deleteFace),
            .organization(.post, "/members/{member}/faces/verify", [.admin, .app], verify),
            .organization(.post, "/faces/identify", [.admin, .app, .kiosk], identify),
        ]
    }

    @Sendable private func put(_ call: OrganizationCall) async throws -> Response {
        let id: Identifier<FaceModel> = try call.identifier()
        let precondition = try call.call.precondition()
        let model = try call.call.read { try FaceWire.model(&$0, id: id.text) }
        let written = try await store.put(
            model, id: model.id, if: precondition, in: call.organization, by: call.caller)
        return .written(written) { FaceWire.write(model, to: &$0) }
    }

    @Sendable private func show(_ call: OrganizationCall) async throws -> Response {
        let id: Identifier<FaceModel> = try call.identifier()
        let stored = try await store.document(FaceModel.self, id: id.text, in: call.organization)
        guard let stored else { throw Problem(.notFound) }
        return .stored(stored, for: call.call) { FaceWire.write(stored.value, to: &$0) }
    }

    @Sendable private func delete(_ call: OrganizationCall) async throws -> Response {
        let id: Identifier<FaceModel> = try call.identifier()
        try await store.delete(
            FaceModel.self, id: id.text, if: call.call.precondition(), in: call.organization,
            by: call.caller)
        return .empty()
    }

    @Sendable private func list(_ call: OrganizationCall) async throws -> Response {
        try await Listing(
            fetch: {
                try await store.documents(
                    FaceModel.self, in: call.organization, after: $0, limit: $1)
            },
            key: \.id, write: { FaceWire.write($0.stored.value, to: &$1) }
        ).answer(call.call)
    }

    @Sendable private func enrol(_ call: OrganizationCall) async throws -> Response {
        let member = try self.member(call)
        let face = try await desk.enrol(
            probe(call).probe, as: member, in: call.organization, by: call.caller)
        return .json(.created) { FaceWire.write(face, to: &$0) }
    }

    @Sendable private func faces(_ call: OrganizationCall) async throws -> Response {
        let faces = try await store.faces(of: member(call), in: call.organization)
        return .json { writer in
            writer.object { writer in
                writer.member("items") { writer in
                    writer.array { writer in
                        for face in faces { FaceWire.write(face, to: &writer) }
                    }
                }
                writer.member("nextCursor", String?.none)
            }
        }
    }

    @Sendable private func deleteFace(_ call: OrganizationCall) async throws -> Response {
        let member = try self.member(call)
        guard let id = UUID(uuidString: call.parameters[2]) else { throw Problem(.notFound) }
        try await store.deleteFace(id, of: member, in: call.organization, by: call.caller)
        return .empty()
    }

    @Sendable private func verify(_ call: OrganizationCall) async throws -> Response {
        let comparison = try await desk.verify(
            probe(call).probe, as: member(call), in: call.organization)
        return .json { FaceWire.write(comparison, to: &$0) }
    }

    @Sendable private func identify(_ call: OrganizationCall) async throws -> Response {
        let (probe, limit) = try probe(call, takesLimit: true)
        let found = try await desk.identify(probe, in: call.organization, limit: limit)
        return .json { FaceWire.write(found, to: &$0) }
    }

    private func probe(
        _ call: OrganizationCall, takesLimit: Bool = false
    ) throws(Problem) -> (probe: FaceProbe, limit: Int) {
        do {
            return try call.call.read { try FaceWire.probe(&$0, takesLimit: takesLimit) }
        } catch let error as JSONError {
            throw PersonWire.problem(error, vector: "/vector")
        } catch {
            throw Problem(.invalidBody)
        }
    }

    private func member(_ call: OrganizationCall) throws(Problem) -> MemberID {
        try call.identifier()
    }
}
