import Attendance
import Testing

@testable import Screening

struct RulebookTests {
    @Test func `a check-in inside a place passes every check`() {
        let rulebook = CompiledRulebook(Sample.source())
        let checkIn = Sample.checkIn()

        let examination = rulebook.examine(checkIn, against: Sample.caseFile())
        let decision = Decision(
            examination.findings, present: checkIn.carried, policy: rulebook.policy)

        #expect(decision.verdict == .accepted)
        #expect(examination.position?.accuracy == 10)
        #expect(abs((examination.position?.latitude ?? 0) - Sample.centre.latitude) < 1e-9)
    }

    @Test func `Wi-Fi of a place without any fix is accepted`() throws {
        let address = "3c:84:6a:12:34:56"
        let rulebook = CompiledRulebook(
            Sample.source([try Sample.geofence("hq", accessPoints: [address])]))
        var checkIn = try Sample.checkIn(wifi: address)
        checkIn.location = nil

        let examination = rulebook.examine(checkIn, against: Sample.caseFile())
        let decision = Decision(
            examination.findings, present: checkIn.carried, policy: rulebook.policy)

        #expect(decision.verdict == .accepted)
        #expect(decision.place.geofence == Sample.id("hq"))
    }

    @Test func `a calibration is taken into the rulebook, inside of its bounds`() {
        var source = Sample.source()
        source.calibration = Calibration(slope: 0.7, offset: -1)
        let kept = CompiledRulebook(source).calibration
        source.calibration = Calibration(slope: -1, offset: 0)
        let bent = CompiledRulebook(source).calibration

        #expect(kept == Calibration(slope: 0.7, offset: -1))
        #expect(bent.slope > 0)
    }

    @Test func `an empty check-in lacks what is required`() {
        let rulebook = CompiledRulebook(Sample.source { $0.evidence.face = .required })
        let checkIn = Sample.checkIn { $0.location = nil }

        let examination = rulebook.examine(checkIn, against: Sample.caseFile())
        let decision = Decision(
            examination.findings, present: checkIn.carried, policy: rulebook.policy)

        #expect(
            examination.findings.map(\.code) == [.locationMissing, .wifiMissing, .faceMissing])
        #expect(decision.verdict == .challenged && decision.required == [.location, .face])
    }

    @Test func `what is off is not examined`() throws {
        let address = "3c:84:6a:12:34:56"
        let place = try Sample.geofence("hq", accessPoints: [address])
        let rulebook = CompiledRulebook(
            Sample.source([place]) {
                $0.evidence.location = .off
                $0.evidence.wifi = .off
                $0.evidence.device = .off
            })
        var checkIn = try Sample.checkIn(wifi: address)
        checkIn.location = Sample.location { $0.mock = true }
        checkIn.device = Device(id: "d", platform: .android)
        checkIn.device?.isEmulator = true

        let examination = rulebook.examine(checkIn, against: Sample.caseFile())

        #expect(examination.findings.isEmpty)
        #expect(examination.position == nil)
    }

    @Test func `a geofence that no longer compiles leaves the others standing`() {
        let cross = Sample.geofence("cross") { geofence in
            geofence.outline = .polygon([
                [(0.0, 0.0), (1, 1), (1, 0), (0, 1), (0, 0)].map {
                    Geofence.Point(longitude: $0.0, latitude: $0.1)
                }
            ])
        }
        let timeless = Sample.geofence("timeless") { $0.active = .init(from: "soon", to: nil) }
        let pointless = Sample.geofence("pointless", radius: -1)

        let rulebook = CompiledRulebook(
            Sample.source([cross, timeless, Sample.geofence(), pointless]))

        let faults = rulebook.faults.map(\.geofence)
        #expect(faults == [Sample.id("cross"), Sample.id("timeless"), Sample.id("pointless")])
        let findings = rulebook.examine(Sample.checkIn(), against: Sample.caseFile()).findings
        #expect(findings.contains { $0.code == .placeInside && $0.geofence == Sample.id("hq") })
    }

    @Test func `several fixes count as one, the old and the unmeasured left out`() {
        let far = Sample.location(north: 3_000, accuracy: nil).fixes
        let old = Sample.location(north: 3_000).fixes.map {
            Fix(t: -60_000, latitude: $0.latitude, longitude: $0.longitude, accuracy: 5)
        }
        let near = [-20.0, 0, 20].flatMap { Sample.location(north: $0).fixes }
        let checkIn = Sample.checkIn {
            $0.location = Location(coordinateSystem: .wgs84, fixes: old + near + far)
        }

        let evidence = Evidence(checkIn, for: CompiledRulebook(Sample.source()))

        #expect(abs((evidence.position?.latitude ?? 0) - Sample.centre.latitude) < 1e-5)
    }

    @Test(arguments: [Double.nan, .infinity, 1e300, -400])
    func `a fix that is nowhere never traps`(degrees: Double) {
        let checkIn = Sample.checkIn {
            $0.location = Location(
                coordinateSystem: .bd09,
                fixes: [
                    Fix(t: degrees, latitude: degrees, longitude: degrees, accuracy: degrees),
                    Fix(t: .nan, latitude: 31, longitude: degrees, accuracy: .nan),
                ])
        }

        let rulebook = CompiledRulebook(Sample.source())
        let examination = rulebook.examine(checkIn, against: Sample.caseFile())

        #expect(examination.position == nil)
    }
}
