import Foundation
import JSON
import Testing

/// Organizations with members, faces and check-ins, in a folder that outlives its servers.
struct RotationScene {
    static let members = (1...6).map { "e\($0)" }
    static let organizations = 60

    /// The folder of the server.
    let data: URL
    /// The organization that is posted to.
    let acme: Tenant
    /// Check-ins that were acknowledged.
    var acknowledged: Set<String> = []
    /// What speaks with the server's own keys: the key of lists, and of heads.
    let publicKeys: [String?]

    /// Fills a server that has just started.
    init(_ server: RunningServer) async throws {
        data = server.data
        acme = try await Tenant(server)
        let owner = Client(server.url, key: RunningServer.operatorKey)
        for number in 1..<Self.organizations {
            let made = try await owner.send(
                "POST", "/v1/orgs", #"{"id":"o\#(number)","name":"O","timeZone":"Asia/Shanghai"}"#)
            #expect(made.status == 201)
        }
        let model = try await acme.admin.send(
            "PUT", "\(acme.path)/face-models/m1",
            #"{"dimension":128,"metric":"cosine","threshold":0.6}"#)
        #expect(model.status == 201)
        for (number, member) in Self.members.enumerated() {
            try await acme.addMember(member)
            let face = FaceTests.probe(FaceTests.vector(UInt64(number)))
            let made = try await acme.app.send(
                "POST", "\(acme.path)/members/\(member)/faces", face)
            #expect(made.status == 201)
        }
        publicKeys = try await Self.publicKeys(acme)
        acknowledged = try await post(count: 240)
    }

    /// The folder goes with everything beside it.
    func remove() {
        try? FileManager.default.removeItem(at: data)
        try? FileManager.default.removeItem(at: data.appendingPathExtension("log"))
    }

    /// The file of the root key.
    var rootKey: URL { data.appending(path: "root.key") }
    /// The file of the root key that is to replace it.
    var nextRootKey: URL { data.appending(path: "root.key.next") }

    private static func publicKeys(_ acme: Tenant) async throws -> [String?] {
        [
            try await acme.app.get("\(acme.path)/blocklist/key").json["x"]?.text,
            try await acme.admin.get("\(acme.path)/audit/head").json["key"]?["x"]?.text,
        ]
    }

    /// Posts check-ins as one batch.
    private func post(count: Int) async throws -> Set<String> {
        let lines = (0..<count).map { number in
            Tenant.checkIn(member: Self.members[number % Self.members.count])
                .replacing("\n", with: "")
        }
        let answer = try await acme.app.send(
            "POST", "\(acme.path)/check-ins/batch", lines.joined(separator: "\n"),
            headers: ["Content-Type": "application/x-ndjson"])
        let ids = answer.text.split(separator: "\n").compactMap { line in
            (try? JSONValue(Array(line.utf8)))?["receipt"]?["id"]?.text
        }
        #expect(ids.count == count, "\(answer.text.prefix(300))")
        return Set(ids)
    }

    /// Posts one after the other until the server is gone or the task is cancelled.
    func post(to server: RunningServer, as member: String) async -> Set<String> {
        let app = Client(server.url, key: acme.app.key)
        var acknowledged: Set<String> = []
        while !Task.isCancelled {
            let id = UUID().uuidString.lowercased()
            let body = Tenant.checkIn(id: id, member: member)
            guard let answer = try? await app.send("POST", "\(acme.path)/check-ins", body) else {
                return acknowledged
            }
            if answer.status == 201 { acknowledged.insert(id) }
        }
        return acknowledged
    }

    /// Everything that was kept is told, by tokens of before, and every face is known.
    func expectReadable(
        on server: RunningServer, at location: SourceLocation = #_sourceLocation
    ) async throws {
        let admin = Client(server.url, key: acme.admin.key)
        let app = Client(server.url, key: acme.app.key)
        let lines = ["Accept": "application/x-ndjson"]
        let records = try await admin.get("\(acme.path)/check-ins", headers: lines)
        let ids = records.text.split(separator: "\n").compactMap {
            (try? JSONValue(Array($0.utf8)))?["id"]?.text
        }
        #expect(records.status == 200, sourceLocation: location)
        #expect(ids.count == Set(ids).count, sourceLocation: location)
        #expect(acknowledged.subtracting(ids).isEmpty, sourceLocation: location)
        let members = try await admin.get("\(acme.path)/members", headers: lines)
        #expect(
            members.text.split(separator: "\n").count { $0.contains(#""name":"Member""#) }
                == Self.members.count, sourceLocation: location)
        for (number, member) in Self.members.enumerated() {
            let face = FaceTests.probe(FaceTests.vector(UInt64(number), turned: 0.2))
            let same = try await app.send(
                "POST", "\(acme.path)/members/\(member)/faces/verify", face)
            #expect(same.json["match"] == .bool(true), "\(same.text)", sourceLocation: location)
        }
        let now = Tenant(acme, on: server)
        #expect(try await Self.publicKeys(now) == publicKeys, sourceLocation: location)
        let metrics = try await admin.get("/metrics").text
        #expect(!metrics.contains("rollcall_altered_values_total"), sourceLocation: location)
    }
}

extension Tenant {
    /// The same organization on another process of its server.
    init(_ tenant: Tenant, on server: RunningServer) {
        id = tenant.id
        self.server = server.url
        admin = Client(server.url, key: tenant.admin.key)
        app = Client(server.url, key: tenant.app.key)
        hr = Client(server.url, key: tenant.hr.key)
        auditor = Client(server.url, key: tenant.auditor.key)
    }
}
