import Foundation
import JSON
import Sealing
import Testing

/// Keys that are fetched from an identity provider.
struct KeySetTests {
    @Test func `fetched keys serve, are fetched anew for new ones, and outlast an outage`()
        async throws
    {
        let issuer = try TinyServer()
        let server = try RunningServer(
            environment: ["ROLLCALL_EGRESS_ALLOW": "127.0.0.1:\(issuer.port)"])
        let acme = try await Tenant(server)
        let (first, second) = (try IssuerOfTokens(), try IssuerOfTokens(seed: 60))
        let path = "\(acme.path)/members/e1/consents"
        func status(_ token: String) async throws -> Int {
            try await Client(server.url, key: token).get(path).status
        }
        issuer.answer(.init(body: "{\"keys\":[\(first.keys[0])]}"))
        let registered = try await acme.admin.send(
            "PUT", "\(acme.path)/identity-provider", Self.registration(issuer))

        #expect(registered.status == 201)
        #expect(issuer.requests == 0)
        #expect(try await status(first.token()) == 200)
        #expect(try await status(first.token(["jti": "\"2\""])) == 200)
        #expect(issuer.requests == 1)

        let next = second.keys[1].replacing("\"kid\":\"ec2\"", with: "\"kid\":\"next\"")
        issuer.answer(.init(body: "{\"keys\":[\(first.keys[0]),\(next)]}"))
        let rotated = try second.token(header: ["kid": "\"next\""]) {
            try second.second.signature(of: $0)
        }
        #expect(try await status(rotated) == 200)
        #expect(issuer.requests == 2)

        issuer.stop()
        for number in 0..<40 {
            let stranger = try first.token(header: ["kid": "\"unknown\(number)\""])
            #expect(try await status(stranger) == 401)
        }
        #expect(try await status(first.token(["jti": "\"3\""])) == 200)
        #expect(issuer.requests == 2)
        #expect(server.isAlive)
    }

    @Test func `keys that were never fetched before an outage vouch for nobody`() async throws {
        let issuer = try TinyServer()
        let server = try RunningServer(
            environment: ["ROLLCALL_EGRESS_ALLOW": "127.0.0.1:\(issuer.port)"])
        let acme = try await Tenant(server)
        let own = try IssuerOfTokens()
        issuer.answer(.init(body: "{\"keys\":[\(own.keys[0])]}"))
        _ = try await acme.admin.send(
            "PUT", "\(acme.path)/identity-provider", Self.registration(issuer))
        issuer.stop()

        let member = Client(server.url, key: try own.token())

        #expect(try await member.get("\(acme.path)/members/e1/consents").status == 401)
        #expect(server.isAlive)
    }

    @Test func `unknown keys cause a bounded number of fetches`() async throws {
        let issuer = try TinyServer()
        let server = try RunningServer(environment: ["ROLLCALL_EGRESS_ALLOW": "127.0.0.1"])
        let acme = try await Tenant(server)
        let own = try IssuerOfTokens()
        issuer.answer(.init(body: "{\"keys\":[\(own.keys[0])]}"))
        _ = try await acme.admin.send(
            "PUT", "\(acme.path)/identity-provider", Self.registration(issuer))

        for number in 0..<100 {
            let token = try own.token(header: ["kid": "\"unknown\(number)\""])
            let answer = try await Client(server.url, key: token).get("\(acme.path)/check-ins")
            #expect(answer.status == 401)
        }

        #expect((1...6).contains(issuer.requests))
        let good = try await Client(server.url, key: try own.token()).get("\(acme.path)/check-ins")
        #expect(good.status == 200)
    }

    @Test(arguments: [
        TinyServer.Answer(status: "302 Found", headers: ["Location: /elsewhere"]),
        TinyServer.Answer(status: "404 Not Found", body: "{\"keys\":[]}"),
        TinyServer.Answer(body: "<html>"),
        TinyServer.Answer(body: "{\"keys\":[]}"),
        TinyServer.Answer(body: "{\"keys\":\"" + String(repeating: "k", count: 300_000) + "\"}"),
    ])
    func `an issuer that answers badly vouches for nobody`(answer: TinyServer.Answer) async throws {
        let issuer = try TinyServer()
        let server = try RunningServer(
            environment: ["ROLLCALL_EGRESS_ALLOW": "127.0.0.1:\(issuer.port)"])
        let acme = try await Tenant(server)
        let own = try IssuerOfTokens()
        issuer.answer(answer)
        _ = try await acme.admin.send(
            "PUT", "\(acme.path)/identity-provider", Self.registration(issuer))
        let member = Client(server.url, key: try own.token())

        let refused = try await member.get("\(acme.path)/check-ins")
        issuer.answer(.init(body: "{\"keys\":[\(own.keys[0])]}"))
        let taken = try await member.get("\(acme.path)/check-ins")

        #expect(refused.status == 401)
        #expect(taken.status == 200)
        #expect(issuer.requests == 2)
    }

    @Test func `a private address is spoken to only where the operator allows it`() async throws {
        let issuer = try TinyServer()
        let server = try RunningServer()
        let acme = try await Tenant(server)

        let refused = try await acme.admin.send(
            "PUT", "\(acme.path)/identity-provider", Self.registration(issuer))

        #expect(refused.status == 422)
        #expect(issuer.requests == 0)
    }

    private static func registration(_ issuer: TinyServer) -> String {
        #"{"issuer":"\#(IssuerOfTokens.name)","audience":"rollcall","jwksURL":"\#(issuer.url)/keys"}"#
    }
}
