import Attendance
import Foundation
import Motion
import Testing

@testable import Screening

struct MotionChecksTests {
    private static let checks: [any Check] = [FixesCheck(), MotionCheck(), SensorsCheck()]

    @Test func `a jump of the fixes is a teleport that tells its figures`() throws {
        let checkIn = Sample.checkIn {
            $0.location = Self.fixes { second in
                (second < 8 ? 0 : 2_000) + 0.4 * Double(second % 3)
            }
        }

        let finding = try #require(
            FixesCheck().findings(in: checkIn).first { $0.code == .fixJump })

        #expect(finding.risk == .teleport && finding.outcome == .contradicts)
        #expect(finding.weight == 6 && finding.text("unit") == "σ")
        #expect(try #require(finding.number("measured")) > 100)
        #expect(finding.number("threshold") == 3)
        #expect(Self.decision(on: checkIn).risk.codes.contains(.teleport))
    }

    @Test(arguments: [CoordinateSystemName.wgs84, .gcj02, .bd09])
    func `fixes are judged in the system that they were given in`(system: CoordinateSystemName) {
        let checkIn = Sample.checkIn {
            let still = Self.fixes { 0.4 * Double($0 % 3) }
            $0.location = Location(coordinateSystem: system, fixes: still.fixes)
        }

        let findings = FixesCheck().findings(in: checkIn)

        #expect(findings.allSatisfy { $0.outcome == .supports })
        #expect(findings.map(\.code) == [.fixPlausible])
    }

    @Test func `a frozen fix is named while the phone moves, and not while it lies still`() {
        let frozen = Self.fixes { _ in 0 }
        func codes(_ motion: Attendance.Motion) -> [RiskCode] {
            let checkIn = Sample.checkIn {
                $0.location = frozen
                $0.motion = motion
            }
            return MotionCheck().findings(in: checkIn).compactMap(\.risk)
        }

        #expect(codes(Self.walk()).contains(.frozenFix))
        #expect(codes(Self.table()).isEmpty)
    }

    @Test func `sensors that never change are synthetic`() {
        let checkIn = Sample.checkIn {
            $0.motion = Self.motion { _, _ in (0, 0, 9.81) }
        }

        let findings = SensorsCheck().findings(in: checkIn)

        #expect(findings.filter { $0.risk == .syntheticSensors }.count >= 2)
        #expect(Self.decision(on: checkIn).risk.codes.contains(.syntheticSensors))
    }

    @Test func `sensors of a table pass for real ones, and count as covered`() {
        let checkIn = Sample.checkIn { $0.motion = Self.table() }

        let findings = SensorsCheck().findings(in: checkIn)

        #expect(findings.map(\.code) == [.sensorPlausible])
        let bare = Self.decision(on: Sample.checkIn())
        #expect(Self.decision(on: checkIn).risk.coverage > bare.risk.coverage)
        #expect(Self.decision(on: checkIn).verdict == .accepted)
    }

    @Test func `findings weigh what the tests of their family weigh together`() throws {
        let checkIn = Sample.checkIn {
            $0.location = Self.fixes { 3 * Double($0) }
            $0.motion = Self.table()
        }
        let judgement = MotionJudgement(of: try #require(MotionEvidence(checkIn)))

        for (check, group) in zip(Self.checks, [LikelihoodGroup.fixes, .agreement, .sensors]) {
            let sum = check.findings(in: checkIn).reduce(0) { $0 + $1.weight }
            let expected = judgement.likelihoods.filter { $0.code.group == group }
                .reduce(0) { $0 + $1.weight }
            #expect(abs(sum - expected) < 1e-9)
        }
    }

    @Test(arguments: LikelihoodCode.allCases.filter { $0 != .innovation })
    func `a finding bears the name of its test`(code: LikelihoodCode) {
        #expect(code.named.0.rawValue == code.rawValue)
    }

    @Test(arguments: LikelihoodUnit.allCasesOfCodes)
    func `a measured value is told in its unit`(unit: LikelihoodUnit) {
        let finding = Finding(.motion, .motionSpeed, .contradicts, weight: 1)
            .with("measured", 12.4).with("threshold", 3).with("unit", unit.rawValue)

        for language in Language.allCases {
            #expect(Messages.sentence(for: finding, in: language).contains("12"))
        }
    }

    @Test(arguments: HostileColumns.all)
    func `no column of a sensor traps, whatever it holds`(column: [Double]) throws {
        let track = try #require(
            Attendance.Motion.Track(t: column, x: column, y: column, z: column, w: column))
        let uneven = try #require(
            Attendance.Motion.Track(
                t: column.indices.map { Double($0) * 20 }, x: column, y: column, z: column))
        for (first, second) in [(track, uneven), (uneven, track)] {
            let checkIn = Sample.checkIn {
                var motion = Attendance.Motion()
                motion.accelerometer = first
                motion.gyroscope = second
                motion.rotationVector = first
                $0.motion = motion
                $0.location = Location(
                    coordinateSystem: .gcj02,
                    fixes: column.prefix(300).map {
                        Fix(t: $0, latitude: $0, longitude: $0, accuracy: $0)
                    })
            }

            for finding in Self.checks.flatMap({ $0.findings(in: checkIn) }) {
                #expect(finding.weight.isFinite)
                #expect(!Messages.sentence(for: finding, in: .en).isEmpty)
            }
        }
    }

    @Test func `too few samples are a finding and weigh nothing`() {
        let checkIn = Sample.checkIn {
            $0.motion = Self.motion(samples: 1) { _, _ in (0, 0, 9.81) }
        }

        let findings = SensorsCheck().findings(in: checkIn)

        #expect(findings == [Finding(.sensors, .sensorTooFew, .inconclusive)])
    }

    private static func decision(on checkIn: CheckIn) -> Decision {
        let rulebook = CompiledRulebook(Sample.source([Sample.geofence(radius: 5_000)]))
        let examination = rulebook.examine(checkIn, against: Sample.caseFile())
        return Decision(examination.findings, present: checkIn.carried, policy: rulebook.policy)
    }
}

extension MotionChecksTests {
    /// A fix a second for 20 s, so many metres north of the middle.
    private static func fixes(_ north: (Int) -> Double) -> Location {
        let fixes = (0..<20).map { second in
            var fix = Fix(
                t: Double(second) * 1_000 - 20_000,
                latitude: Sample.centre.latitude + north(second) / Sample.degree,
                longitude: Sample.centre.longitude, accuracy: 6 + 0.1 * Double(second % 7))
            fix.speed = 0.2
            return fix
        }
        return Location(coordinateSystem: .wgs84, fixes: fixes)
    }

    /// Samples at 50 Hz: acceleration from the time in seconds and a noise of unit size.
    private static func motion(
        samples: Int = 1_000, _ acceleration: (Double, Double) -> (Double, Double, Double)
    ) -> Attendance.Motion {
        var state: UInt64 = 0x5eed
        var (times, x, y, z) = ([Double](), [Double](), [Double](), [Double]())
        for sample in 0..<samples {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let noise = Double(state >> 11) / 0x1p52 - 1
            let values = acceleration(Double(sample) / 50, noise)
            times.append(Double(sample) * 20 - 20_000)
            x.append(values.0)
            y.append(values.1)
            z.append(values.2)
        }
        var motion = Attendance.Motion()
        motion.accelerometer = Attendance.Motion.Track(t: times, x: x, y: y, z: z)
        return motion
    }

    private static func table() -> Attendance.Motion {
        motion { _, noise in (0.02 * noise, -0.03 * noise, 9.81 + 0.02 * noise) }
    }

    /// Two steps a second with overtones and noise.
    private static func walk() -> Attendance.Motion {
        motion { seconds, noise in
            let phase = 2 * Double.pi * 2 * seconds
            let bounce = 2.5 * sin(phase) + 0.9 * sin(2 * phase + 1) + 0.4 * noise
            return (0.6 * sin(phase / 2) + 0.3 * noise, 0.5 * noise, 9.81 + bounce)
        }
    }
}

/// Columns that no honest phone sends.
private enum HostileColumns {
    static let all: [[Double]] = [
        [], [0], constant(0, 400), [5, 4, 3, 2, 1, 0, 0, 0], ramp(3_000, by: 1e300),
        ramp(3_001, by: 1), alternating, [.nan, 1, 2], [-1e308, 1e308],
        constant(.greatestFiniteMagnitude, 3_000),
    ]

    private static let alternating = ramp(300, by: 20).enumerated().map { index, value in
        index % 2 == 0 ? value : -value
    }

    private static func ramp(_ count: Int, by step: Double) -> [Double] {
        (0..<count).map { Double($0) * step }
    }

    private static func constant(_ value: Double, _ count: Int) -> [Double] {
        [Double](repeating: value, count: count)
    }
}

extension LikelihoodUnit {
    /// The units that some test reports in.
    fileprivate static let allCasesOfCodes = Array(Set(LikelihoodCode.allCases.map(\.unit)))
}
