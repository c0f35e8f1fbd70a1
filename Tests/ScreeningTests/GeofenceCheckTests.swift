import Attendance
import Testing
import Timekeeping

@testable import Screening

struct GeofenceCheckTests {
    @Test(arguments: [
        (0.0, 10.0, FindingCode.placeInside), (99, 10, .placeInside), (101, 10, .placeUncertain),
        (115, 10, .placeOutside), (140, 50, .placeUncertain), (300, 50, .placeOutside),
        (0, 201, .placeCoarse), (50_000, 800, .placeCoarse), (0, 200, .placeUncertain),
    ])
    func `a position is judged as far as its accuracy allows`(
        metresNorth: Double, accuracy: Double, code: FindingCode
    ) throws {
        let checkIn = Sample.checkIn {
            $0.location = Sample.location(north: metresNorth, accuracy: accuracy)
        }

        let findings = GeofenceCheck().findings(in: checkIn)

        #expect(findings.map(\.code) == [code])
        #expect(findings[0].geofence == Sample.id("hq"))
        let distance = try #require(findings[0].number("distance"))
        #expect(abs(distance - (metresNorth - 100)) < 0.5 + metresNorth * 2e-4)
        #expect(findings[0].weight == 0)
    }

    @Test(arguments: [(0.95, FindingCode.placeUncertain), (0.5, .placeInside)])
    func `the policy says how probable inside must be`(least: Double, code: FindingCode) {
        let checkIn = Sample.checkIn {
            $0.location = Sample.location(north: 70, accuracy: 50)
        }
        let source = Sample.source { $0.place.minimumProbability = least }

        #expect(GeofenceCheck().findings(in: checkIn, by: source).map(\.code) == [code])
    }

    @Test(arguments: [nil, 0.0] as [Double?])
    func `a position of unknown accuracy is taken for exact`(accuracy: Double?) {
        let inside = Sample.checkIn { $0.location = Sample.location(north: 99, accuracy: accuracy) }
        let outside = Sample.checkIn {
            $0.location = Sample.location(north: 101, accuracy: accuracy)
        }

        #expect(GeofenceCheck().findings(in: inside).map(\.code) == [.placeInside])
        #expect(GeofenceCheck().findings(in: outside).map(\.code) == [.placeOutside])
    }

    @Test func `a hole is an excluded area`() {
        let source = Sample.source([Self.ring])

        let findings = GeofenceCheck().findings(in: Sample.checkIn(), by: source)

        #expect(findings.map(\.code) == [.placeExcluded])
        #expect(findings[0].outcome == .contradicts)
    }

    @Test func `without a geofence there is nothing to compare`() {
        let findings = GeofenceCheck().findings(in: Sample.checkIn(), by: Sample.source([]))

        #expect(findings == [Finding(.geofence, .placeUnknown, .inconclusive)])
    }

    @Test func `without a fix the check has nothing to say`() {
        #expect(GeofenceCheck().findings(in: Sample.checkIn { $0.location = nil }).isEmpty)
    }

    @Test(arguments: [
        ("2026-11-23" as String?, nil as String?, true), (nil, "2026-11-23", true),
        ("2026-11-24", nil, false),
        (nil, "2026-11-22", false),
    ])
    func `a geofence counts in its period, both days included`(
        from: String?, to: String?, counts: Bool
    ) {
        let geofence = Sample.geofence { $0.active = .init(from: from, to: to) }

        let findings = GeofenceCheck().findings(in: Sample.checkIn(), by: Sample.source([geofence]))

        #expect((findings[0].code == .placeInside) == counts)
    }

    @Test func `the day is the organization's, not Greenwich's`() {
        // 23:30 on the 22nd in Greenwich is 07:30 on the 23rd in Shanghai.
        let early = Sample.now.advanced(byMilliseconds: -5_280_000)
        let base = Sample.checkIn()
        var checkIn = CheckIn(
            id: base.id, member: base.member, direction: .in, occurredAt: early, bodyDigest: [1])
        checkIn.location = base.location
        let geofence = Sample.geofence { $0.active = .init(from: "2026-11-23", to: nil) }

        let findings = GeofenceCheck().findings(in: checkIn, by: Sample.source([geofence]))

        #expect(findings[0].code == .placeInside)
    }

    @Test func `of several places around a fix the likeliest comes first`() {
        let places = [Sample.geofence("wide", radius: 500), Sample.geofence("narrow", radius: 12)]

        let findings = GeofenceCheck().findings(in: Sample.checkIn(), by: Sample.source(places))

        #expect(findings.map(\.geofence) == [Sample.id("wide"), Sample.id("narrow")])
    }

    @Test func `outside of all places the nearest is told`() {
        let places = [Sample.geofence("far", north: 9_000), Sample.geofence("near", north: 2_000)]

        let findings = GeofenceCheck().findings(in: Sample.checkIn(), by: Sample.source(places))

        #expect(findings.map(\.geofence) == [Sample.id("near")])
    }

    @Test func `a kiosk checks in at its own places only`() {
        let source = Sample.source([Sample.geofence("hq"), Sample.geofence("depot", north: 5_000)])
        let checkIn = Sample.checkIn { $0.kiosk = [Sample.id("depot")] }

        let findings = GeofenceCheck().findings(in: checkIn, by: source)

        #expect(findings.map(\.code) == [.placeOutside])
    }

    @Test(arguments: [CoordinateSystemName.gcj02, .bd09])
    func `positions are read in the system they are declared in`(system: CoordinateSystemName) {
        let undeclared = Sample.checkIn()
        let declared = Sample.checkIn {
            $0.location = Location(
                coordinateSystem: system, fixes: undeclared.location?.fixes ?? [])
        }
        let same = Sample.source([Sample.geofence { $0.coordinateSystem = system }])

        #expect(GeofenceCheck().findings(in: declared).map(\.code) == [.placeOutside])
        #expect(GeofenceCheck().findings(in: declared, by: same).map(\.code) == [.placeInside])
    }

    /// A square of 400 m with a hole of 200 m around the middle.
    private static let ring: Geofence = {
        func square(_ metres: Double) -> [Geofence.Point] {
            let half = metres / 2 / Sample.degree
            return [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1), (-1, -1)].map { corner in
                Geofence.Point(
                    longitude: Sample.centre.longitude + corner.0 * half,
                    latitude: Sample.centre.latitude + corner.1 * half)
            }
        }
        return Sample.geofence { $0.outline = .polygon([square(400), square(200)]) }
    }()
}
