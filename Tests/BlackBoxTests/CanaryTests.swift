import Foundation
import JSON
import Testing

/// Values planted with one person over all routes, and where none of them may ever turn up.
struct CanaryTests {
    private static let person = "canary.id.5501"

    /// What is planted, by what it is.
    private static let planted: [String: String] = [
        "id": person, "name": "Canary Zhang Wei", "department": "canary-department-77",
        "email": "canary.mail@example.test", "device": "canary-device-3f", "note": "canary note 12",
        "model": "Canary Phone 9", "bssid": "ca:4a:12:5e:77:01", "ssid": "canary-wifi",
        "package": "com.canary.cheat.app", "latitude": "31.29512345", "longitude": "120.72543219",
        "vector": "0.1357924680", "photo": "https://canary.example.test/p.jpg",
        "digest": String(repeating: "ca4a12", count: 10) + "beef", "beacon": Self.beacon,
        "review": "canary review reason", "dispute": "canary dispute reason",
        "request": "canary request note", "answer": "canary answer note",
        "channel": "canary-channel", "approval": "canary-approval-4",
        "malformed": "canary-malformed", "query": "canary-query", "agent": "canary-agent",
        "token": "rk_canary-token-00000000000000000000000000000",
    ]
    private static let beacon = "ca4a1200-5e77-4c00-8000-0000000000ca"

    private static func fill(_ text: String) -> String {
        planted.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) }
    }

    private static let evidence =
        #"""
        {"id":"%","member":"{id}","direction":"in","occurredAt":"NOW",
        "device":{"id":"{device}","platform":"android","model":"{model}"},
        "location":{"fixes":[{"t":-500,"latitude":{latitude},"longitude":{longitude},"accuracy":10}]},
        "wifi":{"connected":"{bssid}","scan":[{"bssid":"{bssid}","ssid":"{ssid}","rssi":-52}]},
        "beacons":[{"uuid":"{beacon}","major":1,"minor":2,"rssi":-60}],
        "face":{"model":"m1","vector":[VECTOR]},
        "photo":{"sha256":"{digest}","url":"{photo}"},"note":"{note}"}
        """#

    private static func checkIn(_ id: String) -> String {
        let now = ISO8601DateFormatter().string(from: Date())
        let vector = ([planted["vector"] ?? ""] + (2...64).map { "\(Double($0) / 100)" })
            .joined(separator: ",")
        return fill(evidence).replacing("%", with: id).replacing("NOW", with: now)
            .replacing("VECTOR", with: vector)
    }

    /// Requests that take the person in; each must succeed.
    private func plant(_ acme: Tenant) async throws {
        func send(_ client: Client, _ method: String, _ path: String, _ body: String) async throws {
            let answer = try await client.send(method, Self.fill(acme.path + path), Self.fill(body))
            #expect(answer.status < 300, "\(method) \(path): \(answer.text)")
        }
        try await send(
            acme.admin, "PUT", "/members/{id}",
            #"""
            {"name":"{name}","department":"{department}","email":"{email}","consents":["location","wifi","apps",
            "face"]}
            """#)
        try await send(
            acme.app, "PUT", "/members/{id}/consents/device", #"{"channel":"{channel}"}"#)
        try await send(
            acme.admin, "PUT", "/face-models/m1",
            #"{"dimension":64,"metric":"cosine","threshold":0.6,"identifyThreshold":0.7}"#)
        try await send(
            acme.admin, "PUT", "/groups/all",
            #"{"members":["{id}"],"schedule":{"kind":"free","requiredMinutes":480}}"#)
        try await send(
            acme.admin, "PUT", "/approvals/{approval}",
            #"{"member":"{id}","kind":"leave","from":"2026-11-16","to":"2026-11-16"}"#)
        let id = UUID().uuidString.lowercased()
        try await send(acme.app, "POST", "/check-ins", Self.checkIn(id))
        try await send(
            acme.hr, "POST", "/check-ins/\(id)/review",
            #"{"decision":"accepted","reason":"{review}"}"#)
        try await send(
            acme.hr, "POST", "/check-ins/\(id)/disputes", #"{"reason":"{dispute}"}"#)
        try await send(
            acme.hr, "POST", "/members/{id}/requests", #"{"kind":"access","note":"{request}"}"#)
        let requests = try await acme.hr.get(Self.fill("\(acme.path)/members/{id}/requests"))
        let request = try #require(requests.json["items"]?.items.first?["id"]?.text)
        try await send(
            acme.hr, "POST", "/members/{id}/requests/\(request)/complete",
            #"{"outcome":"refused","note":"{answer}"}"#)
        for path in ["/members/{id}/export", "/members/{id}", "/check-ins", "/workdays"] {
            _ = try await acme.admin.get(
                Self.fill(acme.path + path), headers: ["Accept": "application/x-ndjson"])
        }
    }

    /// Requests that carry planted values and are refused.
    private func provoke(_ acme: Tenant, _ server: RunningServer) async throws -> [Client.Answer] {
        let id = UUID().uuidString.lowercased()
        let whole = Self.checkIn(id)
        let liar = Client(server.url, key: Self.planted["token"])
        let lists = #"{"installed":["\#(Self.planted["package"] ?? "")"]}"#
        var bodies = [
            String(whole.dropLast(3)), whole.replacing("\"accuracy\":10", with: "\"accuracy\":-1"),
            whole.replacing("\"in\"", with: "\"{malformed}\""),
            whole.replacing("-52", with: "52"), whole.replacing("0.02,", with: "\"x\","),
            whole.replacing("\"note\"", with: "\"apps\":\(lists),\"note\""),
            whole.replacing("+00:00", with: "Z").replacing("2026", with: "2020"),
        ]
        bodies.append(whole.replacing("{id}", with: "nobody"))
        var answers: [Client.Answer] = []
        for body in bodies {
            answers.append(
                try await acme.app.send(
                    "POST", Self.fill("\(acme.path)/check-ins?cursor={query}"), Self.fill(body),
                    headers: ["User-Agent": Self.planted["agent"] ?? ""]))
        }
        answers.append(try await liar.send("POST", "\(acme.path)/check-ins", whole))
        answers.append(try await acme.app.send("POST", "\(acme.path)/blocklist/match", lists))
        answers.append(try await acme.hr.send("POST", "\(acme.path)/check-ins", whole))
        answers.append(
            try await acme.admin.get(Self.fill("\(acme.path)/members?cursor={query}")))
        answers.append(
            try await acme.admin.get(Self.fill("\(acme.path)/check-ins?from={query}")))
        answers.append(try await acme.admin.get(Self.fill("\(acme.path)/members/{query}/export")))
        _ = try await acme.app.send(
            "DELETE", Self.fill("\(acme.path)/members/{id}/consents/location"))
        answers.append(try await acme.app.send("POST", "\(acme.path)/check-ins", whole))
        return answers.filter { $0.status >= 400 }
    }

    @Test func `what is planted is in no log or error, and after an erasure in no file or backup`()
        async throws
    {
        let server = try RunningServer(environment: ["ROLLCALL_LOG_LEVEL": "trace"])
        let acme = try await Tenant(server)
        let secrets =
            [acme.admin, acme.app, acme.hr, acme.auditor].compactMap(\.key)
            + [RunningServer.operatorKey]
        let all = Array(Self.planted.values) + secrets
        #expect(all.count >= 30)
        try await plant(acme)
        let refused = try await provoke(acme, server)

        #expect(refused.count >= 13)
        for answer in refused {
            #expect(all.filter { answer.text.contains($0) } == [], "\(answer.text)")
        }
        let meters = try await Client(server.url, key: nil).get("/metrics").text
        #expect(all.filter { meters.contains($0) } == [])
        #expect(all.filter { server.log.contains($0) } == [])
        // The control: before the erasure the same search finds what is not sealed.
        let before = try Self.found(all, in: server.data)
        #expect(before.contains(Self.person) && before.contains("canary-channel"))
        #expect(Set(before).isDisjoint(with: Self.sealed + secrets), "\(before)")
        let folder = try BackupFolder(of: server)
        #expect(try folder.make().status == 0)
        #expect(try folder.restore(to: folder.target("before")).status == 0)
        #expect(try Self.found(all, in: folder.target("before")) == before)

        let erased = try await acme.admin.send(
            "DELETE", "\(acme.path)/members/\(Self.person)?erase=now")

        #expect(erased.status == 204)
        #expect(try Self.found(all, in: server.data) == [])
        #expect(try folder.make().status == 0)
        for number in 1...2 {
            let (copy, target) = ("rollcall-00000\(number).copy", folder.target("\(number)"))
            #expect(try folder.restore("--copy", copy, to: target).status == 0)
            #expect(try Self.found(all, in: target) == [], "\(copy)")
        }
        #expect(try Self.found(all, in: folder.backup) == [])
        #expect(server.stop() == 0)
        #expect(try Self.found(all, in: server.data) == [])
        #expect(all.filter { server.log.contains($0) } == [])
    }

    /// What stands in no file at any time.
    private static let sealed = [
        "name", "department", "email", "device", "note", "bssid", "ssid", "package", "latitude",
        "longitude", "vector", "photo", "digest", "beacon", "malformed", "query", "agent", "token",
        "review", "dispute", "request", "answer",
    ].compactMap { planted[$0] }

    private static func found(_ values: [String], in folder: URL) throws -> [String] {
        let files = try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil)
        let contents = try files.filter { !$0.hasDirectoryPath }.map { try Data(contentsOf: $0) }
        return values.filter { value in
            contents.contains { $0.range(of: Data(value.utf8)) != nil }
        }.sorted()
    }
}
