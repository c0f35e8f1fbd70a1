import Foundation
import JSON
import Motion
import Simulation
import Testing

/// The Wi-Fi that a place usually shows, learned from its check-ins.
struct SurroundingsTests {
    private let server: RunningServer
    private let acme: Tenant

    init() async throws {
        server = try RunningServer()
        acme = try await Tenant(server)
        try await acme.addMember("e2")
    }

    /// Ten access points of a site as one scan sees them: each a few dB off.
    private static func scan(site: Int, seed: UInt64) -> [(bssid: String, rssi: Int)] {
        var random = SeededRandom(seed: seed)
        return (0..<10).map { index in
            let rssi = -45 - 4 * Double(index) + 3 * random.gaussian()
            return (bssid: "3c:84:6a:\(10 + site):00:1\(index)", rssi: Int(rssi))
        }
    }

    private func post(
        _ scan: [(bssid: String, rssi: Int)], seed: UInt64 = 0, member: String = "e1"
    ) async throws -> Client.Answer {
        var checkIn = PhoneCheckIn(
            HonestPhone(.ordinary, .table, seconds: 5).window(seed: seed), member: member)
        checkIn.hasSensors = false
        checkIn.north = Double(seed % 20)
        checkIn.scan = scan
        return try await acme.post(checkIn)
    }

    private func learn(_ count: Int) async throws {
        for seed in 1...UInt64(count) {
            let posted = try await post(
                Self.scan(site: 1, seed: seed), seed: seed, member: seed % 2 == 0 ? "e1" : "e2")
            #expect(posted.decision == "accepted", "\(posted.text)")
        }
    }

    private func finding(_ code: String, in answer: Client.Answer) -> JSONValue? {
        answer.json["findings"]?.items.first { $0["code"]?.text == code }
    }

    @Test func `a scan of another place is told once the place is known`() async throws {
        try await learn(10)

        let here = try await post(Self.scan(site: 1, seed: 77), seed: 77)
        let elsewhere = try await post(Self.scan(site: 2, seed: 78), seed: 78)

        #expect(here.decision == "accepted")
        #expect((finding("wifi.alike", in: here)?["weight"]?.number ?? 0) == -4)
        #expect(here.json["place"]?["by"]?.items.map(\.text) == ["gps"])
        #expect(elsewhere.codes.contains("wifi-mismatch"))
        // The score asks for more evidence, which is stricter than the flag of the code.
        #expect(elsewhere.decision == "challenged", "\(elsewhere.text)")
        let unlike = try #require(finding("wifi.unlike", in: elsewhere))
        #expect(unlike["weight"]?.number == 4)
        #expect(unlike["detail"]?["geofence"]?.text == "hq")
        #expect((unlike["detail"]?["measured"]?.number ?? 1) < 0.02)
    }

    @Test func `a place that is hardly known accuses nobody`() async throws {
        try await learn(6)

        let elsewhere = try await post(Self.scan(site: 2, seed: 78), seed: 78)

        #expect(elsewhere.codes.isEmpty)
        #expect(finding("wifi.unlike", in: elsewhere)?["weight"]?.number == 2)
    }

    @Test func `hearing nothing weighs where the place shows many, and accuses nobody`()
        async throws
    {
        try await learn(10)

        let silent = try await post([], seed: 78)

        #expect(silent.codes.isEmpty)
        #expect(finding("wifi.empty", in: silent)?["weight"]?.number == 1.5)
    }

    @Test func `made-up addresses, hotspots and small scans teach and say nothing`() async throws {
        try await learn(10)
        let made = Self.scan(site: 2, seed: 1).map {
            (bssid: "3e" + $0.bssid.dropFirst(2), rssi: $0.rssi)
        }

        let moving = try await post(made, seed: 78)
        let small = try await post(Array(Self.scan(site: 2, seed: 2).prefix(4)), seed: 79)

        #expect(finding("wifi.unlike", in: moving) == nil)
        #expect(finding("wifi.unlike", in: small) == nil)
    }

    @Test func `a floor that a reviewer vouches for is no mismatch any more`() async throws {
        try await learn(10)
        func upstairs(_ seed: UInt64) async throws -> Client.Answer {
            try await post(Self.scan(site: 2, seed: seed), seed: seed)
        }
        func review(_ answer: Client.Answer, _ decision: String) async throws -> Int {
            let id = try #require(answer.json["id"]?.text)
            return try await acme.hr.send(
                "POST", "\(acme.path)/check-ins/\(id)/review",
                #"{"decision":"\#(decision)","reason":"asked the team"}"#
            ).status
        }

        let first = try await upstairs(78)
        #expect(try await review(first, "rejected") == 201)
        let second = try await upstairs(79)
        #expect(try await review(second, "accepted") == 201)
        let third = try await upstairs(80)
        #expect(try await review(second, "accepted") == 201)
        let here = try await post(Self.scan(site: 1, seed: 81), seed: 81)
        let elsewhere = try await post(Self.scan(site: 3, seed: 82), seed: 82)

        #expect(first.codes.contains("wifi-mismatch"))
        #expect(second.codes.contains("wifi-mismatch"))
        #expect(!third.codes.contains("wifi-mismatch"), "\(third.text)")
        #expect((finding("wifi.alike", in: third)?["weight"]?.number ?? 0) == -4)
        #expect((finding("wifi.alike", in: here)?["weight"]?.number ?? 0) == -4)
        #expect(elsewhere.codes.contains("wifi-mismatch"))
    }

    @Test func `satellites far from the network's position of the same moment are told`()
        async throws
    {
        func fix(_ provider: String, _ latitude: Double, _ accuracy: Double) -> String {
            #"{"t":0,"latitude":\#(latitude),"longitude":120.725,"accuracy":\#(accuracy),"#
                + #""provider":"\#(provider)"}"#
        }
        func posted(_ fixes: String...) async throws -> Client.Answer {
            let body = Tenant.checkIn()
            let start = try #require(body.range(of: #""fixes":["#)).upperBound
            let end = try #require(body.range(of: "]", range: start..<body.endIndex)).lowerBound
            return try await acme.app.send(
                "POST", "\(acme.path)/check-ins",
                body.replacingCharacters(in: start..<end, with: fixes.joined(separator: ",")))
        }

        let near = try await posted(fix("gps", 31.295, 8), fix("network", 31.2953, 30))
        let coarse = try await posted(fix("gps", 31.295, 8), fix("network", 31.305, 1_500))
        let far = try await posted(fix("gps", 31.295, 8), fix("network", 31.335, 30))

        #expect(near.codes.isEmpty && coarse.codes.isEmpty, "\(near.text) \(coarse.text)")
        #expect(far.codes.contains("network-mismatch"), "\(far.text)")
        let told = try #require(finding("fix.network-elsewhere", in: far))
        #expect(told["weight"]?.number == 6)
        #expect((told["detail"]?["distance"]?.number ?? 0) > 4_000)
    }

    @Test func `a place that is removed is forgotten`() async throws {
        try await learn(10)
        _ = try await acme.admin.send("DELETE", "\(acme.path)/geofences/hq")
        try await acme.draw()

        let posted = try await post(Self.scan(site: 2, seed: 78), seed: 78)

        #expect(posted.codes.isEmpty)
        #expect(finding("wifi.unlike", in: posted) == nil)
    }
}
