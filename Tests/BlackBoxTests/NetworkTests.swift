import Foundation
import JSON
import Testing

/// The network that a request comes from as a signal of a place.
struct NetworkTests {
    private func office(_ tenant: Tenant) async throws {
        let drawn = try await tenant.admin.send(
            "PUT", "\(tenant.path)/geofences/lan",
            #"""
            {"type":"Feature","geometry":{"type":"Point","coordinates":[121.5,31.2]},
            "properties":{"radius":100,"networks":["198.51.100.0/24","2001:db8:1::/48"]}}
            """#)
        #expect(drawn.status == 201)
        let policy = try await tenant.admin.send(
            "PUT", "\(tenant.path)/policy", #"{"evidence":{"location":"optional"}}"#)
        #expect(policy.status == 200)
    }

    private func place(_ tenant: Tenant, _ headers: [String: String]) async throws -> JSONValue? {
        let now = ISO8601DateFormatter().string(from: Date())
        let answer = try await tenant.app.send(
            "POST", "\(tenant.path)/check-ins",
            #"{"id":"\#(UUID().uuidString)","member":"e1","occurredAt":"\#(now)"}"#,
            headers: headers)
        #expect(answer.status == 201)
        return answer.json["place"]
    }

    @Test func `a trusted proxy's word on the address proves the place`() async throws {
        let server = try RunningServer(environment: ["ROLLCALL_TRUSTED_PROXIES": "127.0.0.1"])
        defer { withExtendedLifetime(server) {} }
        let tenant = try await Tenant(server)
        try await office(tenant)

        let inside = try await place(tenant, ["X-Forwarded-For": "203.0.113.5, 198.51.100.9"])
        let forged = try await place(tenant, ["X-Forwarded-For": "198.51.100.9, 203.0.113.5"])
        let silent = try await place(tenant, [:])

        #expect(inside?["outcome"]?.text == "inside" && inside?["geofence"]?.text == "lan")
        #expect(inside?["by"]?.items.map(\.text) == ["network"])
        #expect(forged?["outcome"]?.text != "inside")
        #expect(silent?["outcome"]?.text != "inside")
    }

    @Test func `without a trusted proxy the header is a stranger's word`() async throws {
        let server = try RunningServer()
        defer { withExtendedLifetime(server) {} }
        let tenant = try await Tenant(server)
        try await office(tenant)

        let claimed = try await place(tenant, ["X-Forwarded-For": "198.51.100.9"])

        #expect(claimed?["outcome"]?.text != "inside")
    }

    @Test func `a proxy that is no address stops the start`() throws {
        #expect(throws: (any Error).self) {
            try RunningServer(environment: ["ROLLCALL_TRUSTED_PROXIES": "10.0.0.0/99"])
        }
    }
}
