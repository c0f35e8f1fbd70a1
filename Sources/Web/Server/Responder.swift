import Attendance
import HTTPTypes
import Hummingbird
import JSON
import Logging
import NIOCore
import NIOHTTP1
import Timekeeping

/// Answers every request: finds its endpoint, tells who speaks, reads the body, calls the handler.
///
/// The order of refusals is the contract's: unknown path or foreign organization, no valid token, wrong method,
/// wrong role, body too large, body malformed, state.
struct Responder: HTTPResponder {
    let routes: RouteTable
    let authenticator: Authenticator
    let regions: Regions
    let limits: RateLimits
    let disclosures: DisclosureDesk
    let proxies: TrustedProxies
    /// Whether connections are over TLS; browsers are told to keep it so then.
    let isSecure: Bool
    let meters: RequestMeters
    let clock: @Sendable () -> Instant
    let logger: Logger

    func respond(to request: Request, context: ConnectionContext) async throws -> Response {
        let started = ContinuousClock.now
        let path = request.head.path ?? "/"
        let parts = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let language = Language(accepting: request.headers[.acceptLanguage])
        let match = routes.match(parts[0])
        var response: Response
        do {
            guard let match else { throw Problem(.notFound) }
            let call = Call(
                head: request.head, parameters: match.values,
                query: Query(parts.count > 1 ? parts[1] : nil), language: language, now: clock(),
                peerAddress: proxies.client(
                    of: request.headers, peer: context.peerAddress))
            response = try await answer(request, call, match)
        } catch let error as HTTPParserError {
            throw error
        } catch {
            response = problem(error, on: match).response(in: language)
        }
        response.headers[.xContentTypeOptions] = "nosniff"
        if isSecure {
            response.headers[.strictTransportSecurity] = "max-age=31536000"
        }
        meters.count(
            match?.endpoints[request.method], status: response.status.code, since: started)
        return response
    }

    private func answer(
        _ request: Request, _ call: Call, _ match: RouteTable.Match
    ) async throws -> Response {
        if case .open(let handler)? = match.endpoints[.get]?.access {
            guard request.method == .get else { throw Self.wrongMethod(match) }
            return try await handler(call)
        }
        let caller = try await authenticate(call)
        if call.head.path?.hasPrefix("/v1/orgs/") == true, caller.role != .operator,
            call.parameters.first != caller.organization?.text
        {
            throw Problem(.notFound)
        }
        guard let endpoint = match.endpoints[request.method] else {
            throw Self.wrongMethod(match)
        }
        let subject = "\(caller.organization?.text ?? "")/\(caller.name)"
        guard let draw = limits.requests.draw(from: subject, at: call.now) else {
            return try await run(endpoint, request, call, caller)
        }
        if let wait = draw.wait { throw limits.refusal(wait: wait) }
        var response: Response
        do { response = try await run(endpoint, request, call, caller) } catch {
            if error is HTTPParserError { throw error }
            response = problem(error, on: match).response(in: call.language)
        }
        limits.tell(draw, in: &response.headers)
        return response
    }

    private func run(
        _ endpoint: Endpoint, _ request: Request, _ call: Call, _ caller: Caller
    ) async throws -> Response {
        switch endpoint.access {
        case .open(let handler):
            return try await handler(call)
        case .server(let handler):
            guard caller.role == .operator else { throw Problem(.forbidden) }
            return try await handler(call.reading(request, endpoint.body), caller)
        case .organization(let roles, let handler):
            let admitted = try Gate.admit(call, caller, to: endpoint, roles: roles)
            try await regions.check(admitted.organization)
            let body = try await call.reading(request, endpoint.body)
            var response = try await handler(admitted.carrying(body))
            if let egress = endpoint.egress, egress.covers(response) {
                try await disclosures.note(egress, admitted, endpoint)
            }
            if response.headers[.cacheControl] == nil {
                response.headers[.cacheControl] = "no-store"
            }
            return response
        }
    }

    private func authenticate(_ call: Call) async throws -> Caller {
        let peer = call.peerAddress ?? "unknown"
        let isOrganization = call.head.path?.hasPrefix("/v1/orgs/") == true
        let organization =
            isOrganization ? call.parameters.first.flatMap { OrganizationID($0) } : nil
        if let caller = try await authenticator.caller(
            of: call.head, for: organization, at: call.now)
        {
            return caller
        }
        if let wait = limits.failures.take(from: peer, at: call.now) {
            throw limits.refusal(wait: wait)
        }
        throw Problem(.unauthenticated)
    }

    private static func wrongMethod(_ match: RouteTable.Match) -> Problem {
        var problem = Problem(.methodNotAllowed)
        problem.headers[.allow] = match.allowed
        return problem
    }

    private func problem(_ error: any Error, on match: RouteTable.Match?) -> Problem {
        if let problem = Problem(telling: error) { return problem }
        logger.error(
            "request failed",
            metadata: [
                "route": "\(match?.endpoints.values.first?.path.text ?? "-")",
                "cause": "\(type(of: error))",
            ])
        return Problem(.internalError)
    }
}
