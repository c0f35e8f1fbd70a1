import Attendance
import HTTPTypes
import Hummingbird

/// One method at one path: who may call it, how large its body may be, and what it does.
///
/// Handlers of an organization receive an ``OrganizationCall``, which only the gate can make: no handler is
/// reached without its organization.
struct Endpoint: Sendable {
    /// The method.
    let method: HTTPRequest.Method
    /// The path.
    let path: PathTemplate
    /// Who may call it.
    let access: Access
    /// How its body is taken.
    let body: BodyRule
    /// What leaves the server by it; nil where nothing does that speaks of people.
    var egress: Egress?

    /// Who may call an endpoint, and the handler that such a caller reaches.
    enum Access: Sendable {
        /// Anybody.
        case open(@Sendable (Call) async throws -> Response)
        /// The server's operator.
        case server(@Sendable (Call, Caller) async throws -> Response)
        /// Callers of the organization in the path that have one of the roles.
        case organization(Set<Role>, @Sendable (OrganizationCall) async throws -> Response)
    }

    /// How a body is taken.
    enum BodyRule: Sendable, Equatable {
        /// None is expected; one that comes is passed over.
        case none
        /// Read whole, up to so many bytes.
        case whole(Int)
        /// Handed over as a stream, up to so many bytes.
        case streamed(Int)
    }

    /// An endpoint that anybody may call.
    static func open(
        _ path: String, _ handler: @escaping @Sendable (Call) async throws -> Response
    ) -> Endpoint {
        Endpoint(method: .get, path: .init(path), access: .open(handler), body: .none)
    }

    /// An endpoint for the operator.
    static func server(
        _ method: HTTPRequest.Method, _ path: String,
        _ handler: @escaping @Sendable (Call, Caller) async throws -> Response
    ) -> Endpoint {
        Endpoint(
            method: method, path: .init(path), access: .server(handler),
            body: method == .get ? .none : .whole(Limits.documentBody))
    }

    /// An endpoint of an organization.
    static func organization(
        _ method: HTTPRequest.Method, _ path: String, _ roles: Set<Role>,
        body: BodyRule? = nil,
        _ handler: @escaping @Sendable (OrganizationCall) async throws -> Response
    ) -> Endpoint {
        let usual: BodyRule =
            method == .get || method == .delete ? .none : .whole(Limits.documentBody)
        return Endpoint(
            method: method, path: .init("/v1/orgs/{org}" + path),
            access: .organization(roles, handler), body: body ?? usual)
    }
}
