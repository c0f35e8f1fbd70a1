import Foundation
import JSON
import Testing

/// The stream of new decisions, for live boards.
struct EventTests {
    private let server: RunningServer
    private let acme: Tenant

    init() async throws {
        server = try RunningServer()
        acme = try await Tenant(server)
    }

    private func stream(
        _ client: Client, _ headers: [String: String] = [:]
    ) throws -> (KeepAlive, Int) {
        let connection = try KeepAlive(server.url)
        let status = try connection.open(
            .init(
                method: "GET", path: "\(acme.path)/events", key: client.key, headers: headers))
        return (connection, status)
    }

    private func post() async throws -> String {
        let id = UUID().uuidString.lowercased()
        let posted = try await acme.app.send(
            "POST", "\(acme.path)/check-ins", Tenant.checkIn(id: id))
        #expect(posted.status == 201)
        return id
    }

    private func event(_ connection: KeepAlive) throws -> (id: String, receipt: JSONValue) {
        let id = try connection.line(after: "\nid: ")
        let data = try connection.line(after: "\ndata: ")
        return (id, try JSONValue(Array(data.utf8)))
    }

    @Test func `a decision comes as it is made, to each reader as much as it may see`()
        async throws
    {
        let before = try await post()
        let (board, status) = try stream(acme.hr)
        _ = try board.line(after: "retry: ")
        let (whole, _) = try stream(acme.admin)
        _ = try whole.line(after: "retry: ")

        let ids = [try await post(), try await post()]
        let events = [try event(board), try event(board)]
        let own = try event(whole)

        #expect(status == 200)
        #expect(events.map { $0.receipt["id"]?.text } == ids)
        #expect(events.map(\.id) == ["2", "3"])
        #expect(events[0].receipt["decision"]?.text == "accepted")
        #expect(events[0].receipt["findings"] == nil && own.receipt["findings"] != nil)
        #expect(events[0].receipt["id"]?.text != before)
    }

    @Test func `who was away names the last event, and misses none`() async throws {
        let ids = [try await post(), try await post(), try await post()]

        let (board, status) = try stream(acme.auditor, ["Last-Event-ID": "1"])
        let events = [try event(board), try event(board)]

        #expect(status == 200)
        #expect(events.map { $0.receipt["id"]?.text } == Array(ids.dropFirst()))
        #expect(try stream(acme.hr, ["Last-Event-ID": "x"]).1 == 400)
        #expect(try stream(acme.app).1 == 403)
    }

    @Test func `a stream ends with its key`() async throws {
        let keys = try await acme.admin.get("\(acme.path)/keys")
        let key = keys.json["items"]?.items.first { $0["role"]?.text == "hr" }
        let id = try #require(key?["id"]?.text)
        let (board, _) = try stream(acme.hr)
        _ = try board.line(after: "retry: ")

        let revoked = try await acme.admin.send("DELETE", "\(acme.path)/keys/\(id)")
        let end = try board.line(after: "\r\n0\r\n\r")

        #expect(revoked.status == 204)
        #expect(end == "")
    }

    @Test func `an organization has so many streams and no more`() async throws {
        var boards: [KeepAlive] = []
        for _ in 0..<64 {
            let (board, status) = try stream(acme.hr)
            #expect(status == 200)
            _ = try board.line(after: "retry: ")
            boards.append(board)
        }

        let (_, refused) = try stream(acme.hr)
        let other = try await Tenant(server, id: "other")
        let own = try KeepAlive(server.url)
        let taken = try own.open(
            .init(method: "GET", path: "\(other.path)/events", key: other.hr.key))

        #expect(refused == 429)
        #expect(taken == 200)
        #expect(boards.count == 64)
    }

    @Test func `a server that ends waits for no stream`() async throws {
        let (board, status) = try stream(acme.hr)
        _ = try board.line(after: "retry: ")

        #expect(status == 200)
        #expect(server.stop() == 0)
    }
}
