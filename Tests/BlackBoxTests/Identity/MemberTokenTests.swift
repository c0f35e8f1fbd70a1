import Foundation
import JSON
import Testing

/// Members who speak for themselves, and for nobody else.
struct MemberTokenTests {
    @Test func `a member reaches its own and is told of others what is told of nobody`()
        async throws
    {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        try await acme.addMember("e2")
        let member = try await Self.member(of: acme, server)
        var own = 0

        for route in try await Contract(server).organizationRoutes {
            for method in route.methods {
                let roles = route.roles[method] ?? []
                func send(_ name: String) async throws -> Client.Answer {
                    let path = route.path(in: acme.id, member: name, geofence: "hq")
                    let body = ["GET", "DELETE"].contains(method) ? nil : "{}"
                    return try await member.send(method, path, body)
                }
                guard roles.contains("member") else {
                    #expect(try await send("e1").status == 403, "\(method) \(route.template)")
                    continue
                }
                guard route.template.contains("{member}") else { continue }
                let (others, nobodys) = (try await send("e2"), try await send("nobody"))
                #expect(others.status == 404, "\(method) \(route.template)")
                #expect(others.code == "unknown-person", "\(method) \(route.template)")
                #expect(others.bytes == nobodys.bytes, "\(method) \(route.template)")
                own += 1
            }
        }
        #expect(own >= 3)
        #expect(try await member.get("\(acme.path)/members/e1/consents").status == 200)
    }

    @Test func `a member posts and reads its own check-ins only`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        try await acme.addMember("e2")
        let member = try await Self.member(of: acme, server)
        let (mine, theirs) = (UUID().uuidString, UUID().uuidString)
        _ = try await acme.app.send(
            "POST", "\(acme.path)/check-ins", Tenant.checkIn(id: theirs, member: "e2"))

        let posted = try await member.send(
            "POST", "\(acme.path)/check-ins", Tenant.checkIn(id: mine))
        let forOther = try await member.send(
            "POST", "\(acme.path)/check-ins", Tenant.checkIn(member: "e2"))
        let forNobody = try await member.send(
            "POST", "\(acme.path)/check-ins", Tenant.checkIn(member: "nobody"))
        let read = try await member.get("\(acme.path)/check-ins/\(mine)")
        let readTheirs = try await member.get("\(acme.path)/check-ins/\(theirs)")
        let readNothing = try await member.get("\(acme.path)/check-ins/\(UUID().uuidString)")
        let list = try await member.get("\(acme.path)/check-ins")
        let listTheirs = try await member.get("\(acme.path)/check-ins?member=e2")

        #expect(posted.status == 201)
        #expect(read.status == 200)
        #expect(forOther.status == 404 && forOther.bytes == forNobody.bytes)
        #expect(readTheirs.status == 404 && readTheirs.bytes == readNothing.bytes)
        #expect(list.json["items"]?.items.map { $0["member"]?.text } == ["e1"])
        #expect(listTheirs.json["items"]?.items.count == 0)
    }

    @Test func `a token is nobody's elsewhere, and ends with what it rests on`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let bolt = try await Tenant(server, id: "bolt")
        let member = try await Self.member(of: acme, server)
        let path = "\(acme.path)/members/e1/consents"

        let missing = try await member.get("/v1/orgs/never-made/members/e1/consents")
        let foreign = try await member.get("\(bolt.path)/members/e1/consents")
        let before = try await member.get(path)
        let closed = try await acme.admin.send("DELETE", "\(acme.path)/members/e1")
        let late = try await member.send("POST", "\(acme.path)/check-ins", Tenant.checkIn())
        let erased = try await acme.admin.send("DELETE", "\(acme.path)/members/e1?erase=now")
        let after = try await member.get(path)

        #expect(foreign.status == 404 && foreign.bytes == missing.bytes)
        #expect(before.status == 200)
        #expect(closed.status == 204)
        #expect(late.status == 410)
        #expect(erased.status == 204)
        #expect(after.status == 401)
    }

    @Test func `other keys, another audience and no provider end tokens at once`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let member = try await Self.member(of: acme, server)
        let path = "\(acme.path)/members/e1/consents"
        let provider = "\(acme.path)/identity-provider"
        let (first, other) = (try IssuerOfTokens(), try IssuerOfTokens(seed: 90))

        #expect(try await member.get(path).status == 200)
        let shown = try await acme.admin.get(provider)
        let rotated = try await acme.admin.send("PUT", provider, other.registration())
        #expect(try await member.get(path).status == 401)
        let stale = try await acme.admin.send(
            "PUT", provider, first.registration(), headers: ["If-Match": "\"v1\""])
        let back = try await acme.admin.send("PUT", provider, first.registration())
        #expect(try await member.get(path).status == 200)
        _ = try await acme.admin.send(
            "PUT", provider, first.registration(audience: #"["a","b"]"#))
        #expect(try await member.get(path).status == 401)
        _ = try await acme.admin.send("PUT", provider, first.registration())
        #expect(try await member.get(path).status == 200)
        let gone = try await acme.admin.send("DELETE", provider)
        #expect(try await member.get(path).status == 401)

        #expect(shown.status == 200 && shown.headers["etag"] == "\"v1\"")
        #expect(shown.json["issuer"]?.text == IssuerOfTokens.name)
        #expect(shown.json["jwks"]?["keys"]?.items.count == 3)
        let again = try await acme.admin.send("PUT", provider, shown.text)
        #expect(rotated.status == 200 && back.status == 200)
        #expect(stale.status == 412)
        #expect(gone.status == 204 && again.status == 201)
    }

    @Test(arguments: [
        (#"{"audience":"a","jwks":{"keys":[]}}"#, "/jwks"),
        (#"{"issuer":"i","audience":"a"}"#, ""),
        (#"{"issuer":"i","audience":"a","jwksURL":"http://id.example/keys"}"#, "/jwksURL"),
        (#"{"issuer":"i","audience":"a","jwksURL":"https://127.0.0.1/keys"}"#, "/jwksURL"),
        (#"{"issuer":"i","audience":"a","jwksURL":"https://[::1]/keys"}"#, "/jwksURL"),
        (#"{"issuer":"i","audience":"a","jwksURL":"https://[::ffff:10.0.0.1]/keys"}"#, "/jwksURL"),
        (#"{"issuer":"i","audience":"a","jwksURL":"https://169.254.169.254/latest"}"#, "/jwksURL"),
        (#"{"issuer":"i","audience":"a","jwksURL":"https://user@id.example/keys"}"#, "/jwksURL"),
        (#"{"issuer":"i","audience":"a","jwksURL":"file:///etc/passwd"}"#, "/jwksURL"),
        (#"{"issuer":"i","audience":[],"jwksURL":"https://id.example"}"#, "/audience"),
        (#"{"issuer":"i","audience":"a","jwks":{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}}"#, "/jwks"),
        (
            #"{"issuer":"i","audience":"a","jwks":{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}}"#,
            "/jwks"
        ),
        (
            #"{"issuer":"i","audience":"a","jwks":{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]}}"#,
            "/jwks"
        ),
        (
            #"{"issuer":"i","audience":"a","jwks":{"keys":[{"kty":"OKP","crv":"Ed448","x":"AA"}]}}"#,
            "/jwks"
        ),
        (#"{"issuer":"i","audience":"a","secret":"s","jwks":{"keys":[]}}"#, "/secret"),
    ])
    func `a provider that cannot vouch is refused`(body: String, pointer: String) async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)

        let answer = try await acme.admin.send("PUT", "\(acme.path)/identity-provider", body)

        #expect(answer.status == 422)
        #expect(answer.json["errors"]?.items.first?["pointer"]?.text == pointer)
        #expect(try await acme.admin.get("\(acme.path)/identity-provider").status == 404)
    }

    /// A client with a token of member `e1`, after the issuer was registered.
    static func member(of tenant: Tenant, _ server: RunningServer) async throws -> Client {
        let issuer = try IssuerOfTokens()
        let answer = try await tenant.admin.send(
            "PUT", "\(tenant.path)/identity-provider", issuer.registration())
        try #require(answer.status < 300)
        return Client(server.url, key: try issuer.token())
    }
}
