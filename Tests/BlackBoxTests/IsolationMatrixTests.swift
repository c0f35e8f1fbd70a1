import Foundation
import JSON
import Material
import Testing

/// Every route, every role, every id of another organization, in random company.
///
/// `ROLLCALL_ISOLATION_REQUESTS` says how many requests are made; 8,000 without it.
struct IsolationMatrixTests {
    @Test func `no answer to another organization's key differs by a byte from nothing`()
        async throws
    {
        let server = try RunningServer()
        let acme = try await Tenant(server, id: "acme")
        let bolt = try await Tenant(server, id: "bolt")
        let places = try await Self.furnish(acme)
        let token = try await MemberTokenTests.member(of: bolt, server).key
        let keys = [bolt.admin.key, bolt.app.key, bolt.hr.key, bolt.auditor.key, token]
        let routes = try await Contract(server).organizationRoutes
        let connection = try KeepAlive(server.url)
        let nothing = try connection.send([
            .init(method: "GET", path: "/v1/orgs/never-made", key: bolt.admin.key)
        ])[0]
        var dice = Seeded(20_261_123)
        var left =
            Int(
                ProcessInfo.processInfo.environment["ROLLCALL_ISOLATION_REQUESTS"] ?? "") ?? 8_000
        var leaks: [String] = []
        var seen: Set<String> = []

        // The control: with its own key the same paths lead somewhere.
        let readable = routes.filter {
            // A stream of events has no end to wait for.
            $0.methods.contains("GET") && !$0.template.hasSuffix("/events")
        }
        let own = try readable.map { route in
            try connection.send([
                .init(method: "GET", path: places.path(route, &dice), key: acme.admin.key)
            ])[0]
        }
        #expect(own.filter { $0.status == 200 }.count > own.count / 3)

        while left > 0, leaks.isEmpty {
            let requests = (0..<min(left, 40)).map { _ in
                let route = routes.randomElement(using: &dice) ?? routes[0]
                let method = ["GET", "PUT", "POST", "PATCH", "DELETE"].randomElement(using: &dice)
                var request = KeepAlive.Request(
                    method: method ?? "GET", path: places.path(route, &dice),
                    key: keys.randomElement(using: &dice) ?? nil)
                let bodies = ["{}", #"{"name":"X"}"#, "[", Tenant.checkIn()]
                if request.method != "GET" {
                    request.body = bodies.randomElement(using: &dice) ?? ""
                }
                seen.insert("\(request.method) \(route.template)")
                return request
            }
            for (request, answer) in zip(requests, try connection.send(requests))
            where answer.status != 404 || answer.body != nothing.body {
                leaks.append("\(request.method) \(request.path): \(answer.status)")
            }
            left -= requests.count
        }

        #expect(leaks == [])
        #expect(seen.count > routes.count * 4)
        #expect(try await acme.admin.get("\(acme.path)/members/e1").status == 200)
        #expect(try await acme.admin.get("\(acme.path)/check-ins").json["items"]?.items.count == 1)
    }

    /// What there is to find in an organization, by the parameters of its paths.
    struct Places {
        let organization: String
        var ids: [String: [String]]

        func path(_ route: Contract.Route, _ dice: inout Seeded) -> String {
            var path = route.template.replacing("{org}", with: organization)
            for (name, values) in ids.sorted(by: { $0.key < $1.key }) {
                // One in four is an id that nothing has.
                let value =
                    Int.random(in: 0..<4, using: &dice) == 0
                    ? "nothing" : values.randomElement(using: &dice) ?? "nothing"
                path = path.replacing("{\(name)}", with: value)
            }
            return path
        }
    }

    private static func furnish(_ acme: Tenant) async throws -> Places {
        let id = UUID().uuidString.lowercased()
        _ = try await acme.app.send(
            "POST", "\(acme.path)/check-ins", Tenant.checkIn(id: id))
        let request = try await acme.admin.send(
            "POST", "\(acme.path)/members/e1/requests", #"{"kind":"access"}"#)
        _ = try await acme.admin.send(
            "PUT", "\(acme.path)/recipients/payroll",
            #"{"name":"P","purpose":"wages","basis":"processor","categories":[]}"#)
        _ = try await acme.admin.send(
            "PUT", "\(acme.path)/shifts/day",
            #"{"name":"Day","slots":[{"start":"09:00","end":"18:00"}]}"#)
        let keys = try await acme.admin.get("\(acme.path)/keys").json["items"]?.items ?? []
        return Places(
            organization: acme.id,
            ids: [
                "member": ["e1"], "geofence": ["hq"], "purpose": ["location", "face"],
                "key": keys.compactMap { $0["id"]?.text }, "id": [id, "day", "cn"],
                "request": [request.json["id"]?.text ?? ""], "recipient": ["payroll"],
                "version": ["default"], "model": ["m1"], "rule": ["r-104"],
                "face": [UUID().uuidString.lowercased()], "date": ["2026-11-20"],
                "device": ["phone-1"],
            ])
    }
}
