import Attendance
import Hummingbird
import JSON

/// Replacing the keys of the server, for its operator.
struct KeyRotationRoutes: Sendable {
    /// Who does it; nil where the server cannot.
    let rotator: (any KeyRotating)?

    private static let path = "/v1/key-rotation"

    var endpoints: [Endpoint] {
        [.server(.post, Self.path, start), .server(.get, Self.path, show)]
    }

    @Sendable private func start(_ call: Call, _ caller: Caller) async throws -> Response {
        let scope = try call.read { try KeyRotationWire.scope(&$0) }
        guard let rotator else { throw Problem(.unavailable) }
        let rotation = rotator.start(scope)
        return .json(.accepted) { KeyRotationWire.write(rotation, to: &$0) }
    }

    @Sendable private func show(_ call: Call, _ caller: Caller) async throws -> Response {
        .json { KeyRotationWire.write(rotator?.rotation, to: &$0) }
    }
}
