import Attendance
import Foundation
import HTTPTypes
import Hummingbird
import Timekeeping

/// One request on its way to a handler.
struct Call: Sendable {
    /// The request's head.
    let head: HTTPRequest
    /// The parameters of the path, in order.
    let parameters: [String]
    /// What stands after `?`, decoded.
    let query: Query
    /// The body, where it was read whole.
    var body = ByteBuffer()
    /// The body as it comes, where it is streamed.
    var stream: RequestBody?
    /// The language that people are spoken to in.
    let language: Language
    /// The server's time as the request arrived.
    let now: Instant
    /// The address of the client, as far as it is known; behind a trusted proxy the one it tells.
    let peerAddress: String?

    /// Whether the client would rather have one object a line.
    var wantsLines: Bool { accepts("application/x-ndjson") }

    /// Whether `Accept` names this media type outright.
    func accepts(_ mediaType: String) -> Bool {
        head.headerFields[.accept]?.lowercased().contains(mediaType) ?? false
    }

    /// Whether the client has what a strong tag names already (`If-None-Match`, RFC 9110 13.1.2).
    func holds(_ tag: String) -> Bool {
        head.headerFields[values: .ifNoneMatch].joined(separator: ",").split(separator: ",")
            .contains {
                var known = $0.drop { $0 == " " }
                while known.last == " " { known.removeLast() }
                return known == "*" || known == tag
                    || known.hasPrefix("W/") && known.dropFirst(2) == tag
            }
    }

    /// What the client demands of the present version.
    ///
    /// - Throws: `precondition-failed` for a tag that no document ever had.
    func precondition() throws(Problem) -> Precondition {
        if let tag = head.headerFields[.ifMatch] {
            if tag == "*" { return .exists }
            guard let version = EntityTag(tag)?.version else { throw Problem(.preconditionFailed) }
            return .version(version)
        }
        return head.headerFields[.ifNoneMatch] == "*" ? .absent : .none
    }
}

/// One request to an organization by a caller who belongs to it and may make it.
///
/// Only ``Gate`` makes one.
@dynamicMemberLookup
struct OrganizationCall: Sendable {
    /// The request.
    private(set) var call: Call
    /// The organization, in the path and of the caller.
    let organization: OrganizationID
    /// Who speaks.
    let caller: Caller

    fileprivate init(call: Call, organization: OrganizationID, caller: Caller) {
        self.call = call
        self.organization = organization
        self.caller = caller
    }

    /// The same call with its body read.
    func carrying(_ call: Call) -> OrganizationCall {
        var copy = self
        copy.call = call
        return copy
    }

    /// The parts of the request.
    subscript<Value>(dynamicMember path: KeyPath<Call, Value>) -> Value { call[keyPath: path] }

    /// The parameters of the path after the organization.
    var names: ArraySlice<String> { call.parameters.dropFirst() }

    /// The n-th identifier in the path after the organization.
    ///
    /// - Throws: `not-found` for one that nothing can have.
    func identifier<Subject>(_ index: Int = 0) throws(Problem) -> Identifier<Subject> {
        guard call.parameters.indices.contains(index + 1),
            let identifier = Identifier<Subject>(call.parameters[index + 1])
        else { throw Problem(.notFound) }
        return identifier
    }
}

/// Lets a caller through to its own organization, and to nothing else.
struct Gate: Sendable {
    /// The call, if the caller belongs to the organization in the path, and is the member in the path if it is one.
    ///
    /// - Throws: `not-found` for any other organization, whether it exists or not; `forbidden` for a role that
    ///   may not call the endpoint; `unknown-person` for any other member, whether it exists or not.
    static func admit(
        _ call: Call, _ caller: Caller, to endpoint: Endpoint, roles: Set<Role>
    ) throws(Problem) -> OrganizationCall {
        guard let name = call.parameters.first, let organization = OrganizationID(name) else {
            throw Problem(.notFound)
        }
        guard caller.role == .operator || caller.organization == organization else {
            throw Problem(.notFound)
        }
        guard roles.contains(caller.role) else { throw Problem(.forbidden) }
        if let own = caller.member, let place = endpoint.path.place(of: "member"),
            call.parameters[place] != own.text
        {
            throw Problem(.unknownPerson)
        }
        return OrganizationCall(call: call, organization: organization, caller: caller)
    }
}
