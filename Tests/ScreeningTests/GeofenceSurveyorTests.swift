import Attendance
import Testing

@testable import Screening

struct GeofenceSurveyorTests {
    private static let bowTie = Sample.geofence { geofence in
        let corners = [(0.0, 0.0), (1, 1), (1, 0), (0, 1), (0, 0)]
        geofence.outline = .polygon([
            corners.map { Geofence.Point(longitude: 120 + $0.0, latitude: 31 + $0.1) }
        ])
    }

    @Test func `a valid outline is kept as it is drawn`() throws {
        let geofence = Sample.geofence()

        #expect(try surveyor().survey(geofence, repairing: false) == geofence)
        #expect(try surveyor().survey(geofence, repairing: true) == geofence)
    }

    @Test func `an outline that crosses itself is refused where it does`() throws {
        let fault = #expect(throws: OutlineFault.self) {
            try surveyor().survey(Self.bowTie, repairing: false)
        }

        let location = try #require(fault?.location)
        #expect(abs(location.longitude - 120.5) < 1e-6 && abs(location.latitude - 31.5) < 1e-6)
        #expect(fault?.isAmbiguous == false)
    }

    @Test func `a repaired outline is told as repaired and compiles`() throws {
        let mended = try surveyor().survey(Self.bowTie, repairing: true)

        #expect(mended.repair != nil)
        #expect(CompiledRulebook(Sample.source([mended])).faults.isEmpty)
    }

    @Test(arguments: [
        (0.0, 10.0 as Double?, Place.Outcome.inside), (101, nil, .outside), (101, 10, .uncertain),
        (150, 10, .outside), (0, 800, .uncertain),
    ])
    func `a position is located as a check-in would be judged`(
        metresNorth: Double, accuracy: Double?, outcome: Place.Outcome
    ) async throws {
        let matches = try await surveyor().locate(
            Self.position(north: metresNorth, accuracy: accuracy), in: Sample.id("acme"), limit: 5)

        #expect(matches.map(\.outcome) == [outcome])
        #expect(abs((matches.first?.distance ?? 0) - (metresNorth - 100)) < 0.5)
    }

    @Test func `only places in force today are told, the nearest first and no more than asked`()
        async throws
    {
        let past = Sample.geofence("past") { $0.active = .init(from: nil, to: "2026-11-22") }
        let places = [
            Sample.geofence("far", north: 3_000), past, Sample.geofence("near", north: 500),
            Sample.geofence("here"),
        ]

        let matches = try await surveyor(places).locate(
            Self.position(), in: Sample.id("acme"), limit: 2)

        #expect(matches.map(\.geofence) == [Sample.id("here"), Sample.id("near")])
    }

    private func surveyor(_ places: [Geofence] = [Sample.geofence()]) -> GeofenceSurveyor {
        let documents = FakeSources { _ in .success(Sample.source(places)) }
        return GeofenceSurveyor(
            sources: documents, screener: Screener(sources: documents), clock: { Sample.now })
    }

    private static func position(
        north: Double = 0, accuracy: Double? = nil
    ) -> SurveyedPosition {
        let point = Geofence.Point(
            longitude: Sample.centre.longitude,
            latitude: Sample.centre.latitude + north / Sample.degree)
        return SurveyedPosition(point: point, accuracy: accuracy, coordinateSystem: .wgs84)
    }
}
