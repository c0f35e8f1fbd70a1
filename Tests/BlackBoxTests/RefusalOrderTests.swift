import Foundation
import JSON
import Testing

/// In which order requests are refused, route by route over the whole contract.
struct RefusalOrderTests {
    @Test func `every route refuses in the contract's order`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let bolt = try await Tenant(server, id: "bolt")
        let clients = try await Self.clients(of: acme, server)
        let nobody = Client(server.url, key: nil)
        let methods = ["GET", "PUT", "POST", "PATCH", "DELETE"]
        let tooLarge = [UInt8](repeating: UInt8(ascii: " "), count: 17 << 20)
        var bodies = 0

        for route in try await Contract(server).organizationRoutes {
            let path = route.path(in: acme.id, member: "e1", geofence: "hq")
            for method in methods where !route.methods.contains(method) {
                // Nobody first, then a foreigner, then the method; no role is asked for.
                #expect(try await nobody.send(method, path).status == 401, "\(method) \(path)")
                #expect(try await bolt.admin.send(method, path).status == 404, "\(method) \(path)")
                let wrong = try await acme.auditor.send(method, path)
                #expect(wrong.status == 405, "\(method) \(path)")
                let allowed = wrong.headers["allow"]?.components(separatedBy: ", ")
                #expect(allowed?.sorted() == route.methods.sorted(), "\(path)")
            }
            for method in route.methods {
                let roles = route.roles[method] ?? []
                let excluded = clients.first { !roles.contains($0.key) }
                if let client = excluded?.value {
                    let body = method == "GET" || method == "DELETE" ? nil : tooLarge
                    let answer = try await client.send(method, path, bytes: body)
                    #expect(answer.status == 403, "\(method) \(path)")
                    #expect(answer.code == "forbidden", "\(method) \(path)")
                }
                // What takes no body reads none.
                guard ["PUT", "POST", "PATCH"].contains(method), !path.hasSuffix("/reopen"),
                    let client = clients.first(where: { roles.contains($0.key) })?.value
                else { continue }
                try await Self.bodies(client, method, path, tooLarge)
                bodies += 1
            }
        }
        #expect(bodies >= 25)
        #expect(server.isAlive)
    }

    /// A body that is too large before one that is malformed, and that before what is not there.
    private static func bodies(
        _ client: Client, _ method: String, _ path: String, _ tooLarge: [UInt8]
    ) async throws {
        let isStreamed = path.hasSuffix("/import") || path.hasSuffix("/batch")
        let large = try await client.send(method, path, bytes: tooLarge)
        let expected = isStreamed ? [200] : [413]
        #expect(expected.contains(large.status), "\(method) \(path): \(large.status)")
        let malformed = try await client.send(method, path, #"{"a":1,"a":2}"#)
        // A check-in or a request in the path that is not there is an unknown path; where the policy takes no
        // lists of apps, none is read.
        let isNothing = path.contains("/check-ins/6f1c") || path.contains("/requests/")
        let usual = isStreamed ? 200 : isNothing ? 404 : path.hasSuffix("/match") ? 422 : 400
        #expect(malformed.status == usual, "\(method) \(path): \(malformed.status)")
    }

    /// A client of each role but the operator's.
    private static func clients(
        of tenant: Tenant, _ server: RunningServer
    ) async throws -> [String: Client] {
        let kiosk = try await tenant.admin.send(
            "POST", "\(tenant.path)/keys", #"{"role":"kiosk","geofences":["hq"]}"#)
        return [
            "admin": tenant.admin, "app": tenant.app, "hr": tenant.hr, "auditor": tenant.auditor,
            "kiosk": Client(server.url, key: kiosk.json["key"]?.text),
            "member": try await MemberTokenTests.member(of: tenant, server),
        ]
    }
}
