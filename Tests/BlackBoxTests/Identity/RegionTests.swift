import Foundation
import JSON
import Testing

/// Which organizations a server serves.
struct RegionTests {
    @Test func `an organization of another region is answered 421, and others as ever`()
        async throws
    {
        let first = try RunningServer()
        let (here, there, nowhere) = (
            try await Self.make("here", "cn-hangzhou", first),
            try await Self.make("there", "eu-berlin", first),
            try await Self.make("nowhere", nil, first)
        )
        let before = try await Client(first.url, key: there).get("/v1/orgs/there")
        #expect(first.stop() == 0)
        let server = try RunningServer(
            data: first.data, environment: ["ROLLCALL_REGIONS": "cn-hangzhou, cn-shanghai"])
        let owner = Client(server.url, key: RunningServer.operatorKey)
        let stranger = Client(server.url, key: here)

        let served = try await Client(server.url, key: here).get("/v1/orgs/here")
        let misdirected = try await Client(server.url, key: there).get("/v1/orgs/there")
        let write = try await Client(server.url, key: there).send(
            "PUT", "/v1/orgs/there/members/e1", #"{"name":"Li Lei"}"#)
        let operators = try await owner.get("/v1/orgs/there")
        let undeclared = try await Client(server.url, key: nowhere).get("/v1/orgs/nowhere")
        let foreign = try await stranger.get("/v1/orgs/there")
        let missing = try await stranger.get("/v1/orgs/never-made")
        let made = try await owner.send("POST", "/v1/orgs", Self.body("new", "eu-berlin"))

        #expect(before.status == 200)
        #expect(served.status == 200 && served.json["region"]?.text == "cn-hangzhou")
        for answer in [misdirected, write, operators, made] {
            #expect(answer.status == 421 && answer.code == "misdirected-region")
        }
        #expect(undeclared.status == 200)
        #expect(foreign.status == 404 && foreign.bytes == missing.bytes)
        #expect(try await owner.get("/v1/orgs/new").status == 404)
    }

    /// Makes an organization.
    ///
    /// - Returns: Its admin's key.
    private static func make(
        _ id: String, _ region: String?, _ server: RunningServer
    ) async throws -> String {
        let owner = Client(server.url, key: RunningServer.operatorKey)
        let made = try await owner.send("POST", "/v1/orgs", body(id, region))
        return try #require(made.json["adminKey"]?.text)
    }

    private static func body(_ id: String, _ region: String?) -> String {
        let region = region.map { #","region":"\#($0)""# } ?? ""
        return #"{"id":"\#(id)","name":"Acme","timeZone":"UTC"\#(region)}"#
    }
}
