import Foundation
import JSON
import Material
import Testing
import Yams

/// The walls between organizations, walked along the whole contract.
struct IsolationTests {
    @Test func `no route of one organization answers anything but 404 to another's keys`()
        async throws
    {
        let server = try RunningServer()
        let acme = try await Tenant(server, id: "acme")
        let bolt = try await Tenant(server, id: "bolt")
        let routes = try await Contract(server).organizationRoutes
        let missing = try await bolt.admin.get("/v1/orgs/never-made")

        for route in routes {
            for client in [bolt.admin, bolt.app, bolt.hr, bolt.auditor] {
                for method in ["GET", "PUT", "POST", "PATCH", "DELETE"] {
                    let path = route.path(in: acme.id, member: "e1", geofence: "hq")
                    let body = method == "GET" || method == "DELETE" ? nil : "{}"

                    let answer = try await client.send(method, path, body)

                    #expect(answer.status == 404, "\(method) \(path)")
                    #expect(answer.bytes == missing.bytes, "\(method) \(path)")
                }
            }
        }
        #expect(routes.count >= 14)
    }

    @Test func `every route of an organization asks for a token first`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let nobody = Client(server.url, key: nil)
        let liar = Client(server.url, key: "rk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")

        for route in try await Contract(server).organizationRoutes {
            for client in [nobody, liar] {
                let path = route.path(in: acme.id, member: "e1", geofence: "hq")

                let answer = try await client.send(route.methods[0], path)

                #expect(answer.status == 401, "\(path)")
                #expect(answer.code == "unauthenticated")
            }
        }
    }

    @Test func `a revoked key is dead at once`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let keys = try await acme.admin.get("\(acme.path)/keys")
        let app = keys.json["items"]?.items.first { $0["role"]?.text == "app" }
        let id = try #require(app?["id"]?.text)

        let before = try await acme.app.get("\(acme.path)/geofences")
        let revoked = try await acme.admin.send("DELETE", "\(acme.path)/keys/\(id)")
        let after = try await acme.app.get("\(acme.path)/geofences")

        #expect(before.status == 200)
        #expect(revoked.status == 204)
        #expect(after.status == 401)
    }

    @Test func `a role may do what the contract says and nothing else`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)

        let post = try await acme.hr.send("POST", "\(acme.path)/check-ins", Tenant.checkIn())
        let list = try await acme.app.get("\(acme.path)/members")
        let write = try await acme.auditor.send("PUT", "\(acme.path)/members/x", #"{"name":"X"}"#)
        let read = try await acme.auditor.get("\(acme.path)/members")

        #expect(Set([post.status, list.status, write.status]) == Set([403]))
        #expect(read.status == 200)
    }
}

/// The contract as the server serves it.
struct Contract {
    /// The routes below one organization.
    let organizationRoutes: [Route]

    init(_ server: RunningServer) async throws {
        let text = try await Client(server.url, key: nil).get("/openapi.yaml").text
        let document = try Yams.load(yaml: text) as? [String: Any]
        let paths = document?["paths"] as? [String: [String: Any]] ?? [:]
        organizationRoutes = paths.filter { $0.key.hasPrefix("/v1/orgs/{org}") }
            .map { path, operations in
                let methods = ["get", "put", "post", "patch", "delete"].filter {
                    operations[$0] != nil
                }
                let roles = methods.map { method in
                    let operation = operations[method] as? [String: Any]
                    let told = operation?["description"] as? String ?? ""
                    let words = told.dropFirst("Roles: ".count).split { ", .".contains($0) }
                    return (method.uppercased(), Set(words.map(String.init)))
                }
                return Route(
                    template: path, methods: methods.map { $0.uppercased() },
                    roles: Dictionary(uniqueKeysWithValues: roles))
            }
    }

    struct Route {
        let template: String
        let methods: [String]
        /// The roles that each method lets in.
        let roles: [String: Set<String>]

        func path(in organization: String, member: String, geofence: String) -> String {
            let known = [
                "{org}": organization, "{member}": member, "{geofence}": geofence,
                "{purpose}": "location", "{date}": "2026-11-02",
                "{id}": "6f1c0f5e-6a0e-4a53-9d0a-3a0f6f0d9c11",
            ]
            // Every other parameter takes any identifier.
            return template.split(separator: "/", omittingEmptySubsequences: false)
                .map { part in known[String(part)] ?? (part.hasPrefix("{") ? "x-1" : String(part)) }
                .joined(separator: "/")
        }
    }
}
