import Attendance
import Testing
import Timekeeping

@testable import Screening

struct TravelCheckTests {
    @Test(arguments: [
        (1_000.0, 60.0, FindingCode.travelPossible, 0.0),
        (60_000, 3_600, .travelPossible, 0),
        // 350 km/h on a fast train.
        (350_000, 3_600, .travelFast, 1.63),
        // Home and abroad within ten minutes.
        (1_000_000, 600, .travelImpossible, 6),
        // Half way up the scale.
        (523_000, 3_600, .travelImpossible, 3),
    ])
    func `the way from the last check-in takes its time`(
        metres: Double, seconds: Double, code: FindingCode, weight: Double
    ) {
        let findings = travel(metres, within: seconds)

        #expect(findings.map(\.code) == [code])
        #expect(abs(findings[0].weight - weight) < 0.06)
        #expect((findings[0].risk == .impossibleTravel) == (code == .travelImpossible))
    }

    @Test func `a late upload from before the last record is judged by the same distance`() {
        #expect(travel(1_000_000, within: -600).map(\.code) == [.travelImpossible])
    }

    @Test func `coarse positions are given the benefit of the doubt`() {
        #expect(travel(20_000, within: 60, accuracy: 10).map(\.code) == [.travelImpossible])
        #expect(travel(20_000, within: 60, accuracy: 9_000).map(\.code) == [.travelPossible])
    }

    @Test func `without a last position there is no way to judge`() {
        let caseFile = Sample.caseFile {
            $0.last = .init(direction: .out, occurredAt: Sample.now, position: nil)
        }

        #expect(TravelCheck().findings(in: Sample.checkIn(), against: caseFile).isEmpty)
        #expect(TravelCheck().findings(in: Sample.checkIn()).isEmpty)
    }

    private func travel(
        _ metres: Double, within seconds: Double, accuracy: Double = 10
    ) -> [Finding] {
        let before = Sample.now.advanced(byMilliseconds: -Int64(seconds * 1_000))
        let start = Record.Position(
            latitude: Sample.centre.latitude - metres / Sample.degree,
            longitude: Sample.centre.longitude, accuracy: accuracy)
        let caseFile = Sample.caseFile {
            $0.last = .init(direction: .out, occurredAt: before, position: start)
        }
        return TravelCheck().findings(in: Sample.checkIn(), against: caseFile)
    }
}
