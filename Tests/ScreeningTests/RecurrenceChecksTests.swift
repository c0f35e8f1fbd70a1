import Attendance
import Foundation
import Motion
import Testing
import Timekeeping

@testable import Screening

struct RecurrenceChecksTests {
    private static let earlier = UUID()

    private static func recurrence(
        _ trace: Int64, of member: String = "e2", verdict: Verdict = .accepted,
        after milliseconds: Int64 = 0, sharesDevice: Bool = false
    ) -> Recurrence {
        Recurrence(
            trace: trace, record: earlier, sequence: 1, member: Sample.id(member),
            verdict: verdict, occurredAt: Sample.now.advanced(byMilliseconds: milliseconds),
            sharesDevice: sharesDevice)
    }

    @Test(arguments: [(0, nil), (1, 4.0), (2, 4), (3, 6), (8, 6)] as [(Int, Double?)])
    func `samples that came before weigh by their number`(shared: Int, weight: Double?) {
        let checkIn = Sample.checkIn { $0.traces.motion = Array(1...9) }
        let caseFile = Sample.caseFile {
            $0.recurrences =
                (0..<shared).map { Self.recurrence(Int64($0) + 1) }
                + [Self.recurrence(77)]
        }

        let findings = ReplayCheck().findings(in: checkIn, against: caseFile)

        #expect(findings.map(\.weight) == [weight].compactMap(\.self))
        #expect(findings.allSatisfy { $0.risk == .replayedSensors && $0.text("rule") == "hard" })
    }

    @Test(arguments: [
        ("e1", Verdict.challenged, true), ("e2", .challenged, false), ("e1", .accepted, false),
    ])
    func `only one's own challenged check-in may be repeated`(
        member: String, verdict: Verdict, isAllowed: Bool
    ) {
        let checkIn = Sample.checkIn {
            $0.traces.motion = [1]
            $0.traces.scan = 2
            $0.answers = Self.earlier
        }
        let caseFile = Sample.caseFile {
            $0.recurrences = [1, 2].map { Self.recurrence($0, of: member, verdict: verdict) }
        }

        let findings = [ReplayCheck() as any Check, ScanCheck()].flatMap {
            $0.findings(in: checkIn, against: caseFile)
        }

        #expect(findings.isEmpty == isAllowed)
    }

    @Test(
        arguments: [
            (0, "e1", true, nil), (-299, "e1", true, nil), (-301, "e1", true, .wifiCached),
            (-1_800, "e1", true, .wifiCached), (-1_801, "e1", true, .wifiReplayed),
            (-10, "e1", false, .wifiReplayed), (-10, "e2", true, .wifiReplayed),
            (-10, "e2", false, .wifiReplayed), (301, "e1", true, .wifiCached),
        ] as [(Int64, String, Bool, FindingCode?)])
    func `one's own phone may send its last scan again for a while, nobody else's`(
        seconds: Int64, member: String, sharesDevice: Bool, code: FindingCode?
    ) {
        let checkIn = Sample.checkIn { $0.traces.scan = 2 }
        let caseFile = Sample.caseFile {
            $0.recurrences = [
                Self.recurrence(
                    2, of: member, after: 1_000 * seconds, sharesDevice: sharesDevice)
            ]
        }

        let findings = ScanCheck().findings(in: checkIn, against: caseFile)

        #expect(findings.map(\.code) == [code].compactMap(\.self))
        #expect(
            findings.allSatisfy { ($0.risk == .replayedWiFi) == ($0.code == .wifiReplayed) })
        #expect(findings.allSatisfy { $0.weight == ($0.risk == nil ? 1 : 5) })
    }

    @Test(arguments: [(true, false), (false, true)])
    func `at a kiosk one phone speaks for many`(sharesDevice: Bool, isNamed: Bool) {
        let checkIn = Sample.checkIn {
            $0.traces.scan = 2
            $0.kiosk = []
        }
        let caseFile = Sample.caseFile {
            $0.recurrences = [Self.recurrence(2, after: -60_000, sharesDevice: sharesDevice)]
        }

        let findings = ScanCheck().findings(in: checkIn, against: caseFile)

        #expect(findings.contains { $0.risk == .replayedWiFi } == isNamed)
    }

    @Test(arguments: [
        (Int64(0), "e2", false, true), (-60_000, "e2", false, true), (60_001, "e2", false, false),
        (0, "e1", false, false), (0, "e2", true, false),
    ])
    func `identical coordinates name two phones of two people within a minute`(
        milliseconds: Int64, member: String, sharesDevice: Bool, isNamed: Bool
    ) {
        let checkIn = Sample.checkIn { $0.traces.coordinates = 5 }
        let caseFile = Sample.caseFile {
            $0.recurrences = [
                Self.recurrence(
                    5, of: member, after: milliseconds, sharesDevice: sharesDevice)
            ]
        }

        let findings = PhonesCheck().findings(in: checkIn, against: caseFile)

        #expect(findings.isEmpty != isNamed)
        #expect(findings.allSatisfy { $0.risk == .identicalCoordinates && $0.weight == 4 })
    }

    @Test func `traces tell organizations, scans and coordinates apart`() throws {
        let tracer = EvidenceTracer { Array($0.text.utf8) + [UInt8](repeating: 7, count: 16) }
        var checkIn = Sample.checkIn { $0.device = Device(id: "p", platform: .ios) }
        let scan = try (1...5).map { index in
            WiFi.Sighting(
                bssid: try #require(BSSID("3c:84:6a:00:00:0\(index)")), ssid: nil, rssi: -60)
        }
        checkIn.wifi = WiFi(connected: nil, scan: scan)
        let mine = tracer.traces(of: checkIn, in: Sample.id("acme"))
        var kiosk = checkIn
        kiosk.kiosk = []
        var fewer = checkIn
        fewer.wifi = WiFi(connected: nil, scan: Array(scan.dropLast()))

        #expect(mine == tracer.traces(of: checkIn, in: Sample.id("acme")))
        #expect(mine.scan != nil && mine.coordinates != nil && mine.scan != mine.coordinates)
        let others = tracer.traces(of: checkIn, in: Sample.id("other"))
        #expect(others.scan != mine.scan && others.coordinates != mine.coordinates)
        #expect(tracer.traces(of: kiosk, in: Sample.id("acme")).coordinates == nil)
        #expect(tracer.traces(of: fewer, in: Sample.id("acme")).scan == nil)
    }

    @Test func `what is off leaves no trace`() {
        let checkIn = Sample.checkIn {
            $0.traces.motion = [1]
            $0.traces.scan = 2
            $0.traces.coordinates = 3
        }
        var demands = Policy.EvidenceDemands()
        demands.motion = .off
        demands.wifi = .off
        demands.device = .off

        #expect(checkIn.keeping(demands).traces == Traces())
        #expect(checkIn.traces.all.count == 3)
    }
}
