import Attendance
import Foundation
import Testing

@testable import Screening

struct NetworkFixCheckTests {
    /// Fixes so many metres north of the middle of the place, by provider.
    private static func checkIn(_ fixes: [(provider: String?, north: Double, accuracy: Double)])
        -> CheckIn
    {
        Sample.checkIn {
            $0.location = Location(
                coordinateSystem: .wgs84,
                fixes: fixes.enumerated().flatMap { index, fix in
                    Sample.location(north: fix.north, accuracy: fix.accuracy) { sent in
                        sent = Fix(
                            t: sent.t + Double(index), latitude: sent.latitude,
                            longitude: sent.longitude, accuracy: sent.accuracy)
                        sent.provider = fix.provider
                    }.fixes
                })
        }
    }

    @Test(
        arguments: [
            ([("gps", 0, 8), ("network", 15, 25)], -0.5, nil),
            ([("gps", 0, 8), ("network", 2_000, 30)], 6, .networkMismatch),
            ([("GPS", 0, 8), ("NLP", 2_000, 30)], 6, .networkMismatch),
            // Cells are coarse: three kilometres away inside of two.
            ([("gps", 0, 8), ("network", 3_000, 2_000)], -0.5, nil),
            // The mixture agrees with what it is made from; only its disagreement tells.
            ([("gps", 0, 8), ("fused", 4, 6)], 0, nil),
            ([("gps", 0, 8), ("fused", 900, 10)], 6, .networkMismatch),
            ([("fused", 0, 8), ("network", 900, 25)], 6, .networkMismatch),
            // A weak hint names nothing.
            ([("gps", 0, 8), ("network", 75, 20)], 0.96, nil),
        ] as [([(String?, Double, Double)], Double, RiskCode?)])
    func `satellites are held against the network of the same moment`(
        fixes: [(String?, Double, Double)], weight: Double, risk: RiskCode?
    ) throws {
        let findings = NetworkFixCheck().findings(in: Self.checkIn(fixes))

        let finding = try #require(findings.first)
        #expect(findings.count == 1)
        #expect(abs(finding.weight - weight) < 0.05)
        #expect(finding.risk == risk)
        #expect(finding.number("measured") != nil && finding.text("unit") == "σ")
        #expect(finding.check.group == .radio)
    }

    @Test(
        arguments: [
            [("gps", 0, 8), ("gps", 3, 8)], [("network", 0, 30), ("network", 900, 30)],
            [("fused", 0, 8)], [(nil, 0, 8), (nil, 2_000, 8)], [("gps", 0, 8), (nil, 2_000, 8)],
        ] as [[(String?, Double, Double)]])
    func `one source alone says nothing`(fixes: [(String?, Double, Double)]) {
        #expect(NetworkFixCheck().findings(in: Self.checkIn(fixes)).isEmpty)
    }

    @Test func `a network fix beside satellites is no jump of the phone`() {
        let beside = Self.checkIn([
            ("gps", 0, 8), ("network", 70, 60), ("gps", 0.3, 8), ("network", 90, 60),
            ("gps", 0.1, 8), ("fused", 5, 6), ("gps", 0.2, 8),
        ])

        let findings = FixesCheck().findings(in: beside)

        #expect(findings.allSatisfy { $0.weight <= 0 }, "\(findings)")
    }
}
