import Attendance
import Foundation
import Testing

struct FindingTests {
    @Test func `a finding survives being kept`() throws {
        let finding = Finding(.geofence, .placeInside, .supports, weight: -0.25)
            .at(Sample.id("hq")).with(risk: .mockLocation)
            .with("distance", -34.2).with("word", "5")

        let kept = try JSONEncoder().encode(finding)

        #expect(try JSONDecoder().decode(Finding.self, from: kept) == finding)
    }

    @Test func `figures are kept as bare numbers and words`() throws {
        let finding = Finding(.geofence, .placeInside, .supports)
            .with("a", 1.5).with("b", "word")
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys

        let kept = String(decoding: try encoder.encode(finding.detail), as: UTF8.self)

        #expect(kept == #"{"a":1.5,"b":"word"}"#)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `what cannot be measured is neither weighed nor told`(value: Double) {
        let finding = Finding(.geofence, .placeInside, .supports, weight: value)
            .with("distance", value)

        #expect(finding.weight == 0 && finding.detail.isEmpty)
    }
}
