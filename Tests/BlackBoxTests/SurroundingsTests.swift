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

    @Test func `a place that is removed is forgotten`() async throws {
        try await learn(10)
        _ = try await acme.admin.send("DELETE", "\(acme.path)/geofences/hq")
        try await acme.draw()

        let posted = try await post(Self.scan(site: 2, seed: 78), seed: 78)

        #expect(posted.codes.isEmpty)
        #expect(finding("wifi.unlike", in: posted) == nil)
    }
}
