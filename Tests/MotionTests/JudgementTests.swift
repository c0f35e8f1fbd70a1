import Foundation
import Material
import Simulation
import Testing

@testable import Motion

struct JudgementTests {
    @Test(arguments: Activity.allCases)
    func `an honest phone is not suspected`(activity: Activity) {
        for seed in 1...20 as ClosedRange<UInt64> {
            let model = PhoneModel.all[Int(seed) % 3]
            let window = HonestPhone(model, activity, seconds: 20).window(seed: seed)

            let judgement = MotionJudgement(of: window.evidence)

            #expect(judgement.weight < 4.6, "\(activity) \(seed): \(judgement.likelihoods)")
        }
    }

    @Test func `frozen fixes of a phone at rest are honest`() throws {
        let window = HonestPhone(.ordinary, .table, seconds: 20).window(seed: 3)

        let judgement = MotionJudgement(of: window.evidence)

        let repeated = try #require(TrackStatistics(of: window.evidence.fixes)).repeated
        #expect(repeated > 0.9)
        #expect(!judgement.likelihoods.contains { $0.code == .frozenWhileMoving })
        #expect(judgement.weight < 1)
    }

    @Test func `a cold start may jump`() {
        for seed in 1...20 as ClosedRange<UInt64> {
            var phone = HonestPhone(.ordinary, .table, seconds: 20)
            phone.startsCold = true

            let judgement = MotionJudgement(of: phone.window(seed: seed).evidence)

            #expect(judgement.weight < 1)
        }
    }

    @Test func `perfectly regular sensor times are no evidence`() throws {
        let window = HonestPhone(.ordinary, .walking, seconds: 20).window(seed: 5)
        let track = try #require(window.evidence.accelerometer)
        var evidence = window.evidence
        evidence.accelerometer = SensorTrack(
            seconds: track.times.indices.map { Double($0) * 0.02 }, x: track.x, y: track.y,
            z: track.z)

        #expect(MotionJudgement(of: evidence).weight < 1)
    }

    @Test(arguments: [
        (Attack.mockFrozen, Activity.walking, LikelihoodCode.frozenWhileMoving),
        (.frozenJitter, .walking, .pathNotWalked), (.fakeDrive, .walking, .speedForMotion),
        (.fakeDrive, .table, .speedForMotion), (.fakeWalk, .table, .speedForMotion),
        (.teleport500, .walking, .jump), (.teleport2000, .table, .jump),
        (.joystick, .table, .ruledLine), (.constantSensors, .table, .tooQuiet),
        (.constantSensors, .walking, .identicalVectors),
        (.gaussianSensors, .walking, .whiteAcceleration),
        (.sinusoidSensors, .walking, .spectralLine),
    ])
    func `an attack is named`(attack: Attack, activity: Activity, code: LikelihoodCode) throws {
        let window = HonestPhone(.ordinary, activity, seconds: 20).window(seed: 11)
        let forged = try #require(
            AttackComposer(seed: 4).compose(attack, on: window, donor: nil))

        let judgement = MotionJudgement(of: forged.evidence)

        let finding = try #require(judgement.likelihoods.first { $0.code == code })
        #expect(finding.weight >= 2)
    }

    @Test func `pacing on the spot is honest`() throws {
        let window = HonestPhone(.ordinary, .walking, seconds: 20).window(seed: 2)
        let motion = try #require(window.motion)
        var columns = motion.columns
        // Half turns every two seconds: the path stays small.
        for k in 0..<motion.count where (k / 50) % 2 == 1 {
            columns[5 * motion.count + k] += .pi
        }
        let pacing = try #require(UniformMotion(columns: columns, rate: 50, start: motion.start))
        let forged = try #require(
            AttackComposer(seed: 4).compose(.frozenJitter, on: window, donor: nil))

        let agreement = try #require(Agreement(Movement(of: pacing), forged.evidence.fixes))

        #expect(agreement.pathNotWalked?.weight ?? 0 <= 0)
    }

    @Test func `a turn that nobody felt counts and a straight road does not`() throws {
        let fixes = (0..<20).compactMap { second -> Fix? in
            var fix = Fix(time: Double(second), latitude: 31, longitude: 121, accuracy: 5)
            fix?.speed = 10
            fix?.heading = 30 * Double(min(max(second - 7, 0), 6))
            return fix
        }
        let straight = fixes.map { fix in
            var fix = fix
            fix.heading = 90
            return fix
        }
        let flat = try #require(HonestPhone(.ordinary, .table, seconds: 20).window(seed: 1).motion)
        let movement = Movement(of: flat)

        let turned = try #require(Agreement(movement, FixTrack(fixes))?.turnsNotFelt)
        let even = try #require(Agreement(movement, FixTrack(straight))?.turnsNotFelt)

        #expect(turned.weight > 1)
        #expect(abs(even.weight) < 0.7)
    }

    @Test(arguments: [1.0, 10, 30])
    func `creeping up to a light is honest in what shakes like a vehicle`(unrest: Double) {
        let creep = SpeedDensity(speed: 1.8, sigma: 0.15)

        let weight = log(creep.fraudulent / creep.honest(.still, unrest: unrest))

        #expect(unrest < 2 ? weight > 3 : weight < 1)
    }

    @Test func `fixes that stand still while the phone moves are held against it once`() throws {
        let window = HonestPhone(.ordinary, .walking, seconds: 20).window(seed: 11)
        let forged = try #require(
            AttackComposer(seed: 4).compose(.mockFrozen, on: window, donor: nil))
        let judgement = MotionJudgement(of: forged.evidence)

        let speed = try #require(judgement.likelihoods.first { $0.code == .speedForMotion })

        #expect(speed.weight <= 1)
        #expect(LikelihoodGroup.agreement.weight(of: judgement.likelihoods) > 3)
    }

    @Test(arguments: [(Activity.walking, 5.0), (.walking, 10), (.handling, 5)])
    func `a short walk is no tone, a made-up one is`(activity: Activity, seconds: Double) throws {
        for seed in 1...20 as ClosedRange<UInt64> {
            let window = HonestPhone(.ordinary, activity, seconds: seconds).window(seed: seed)
            let forged = try #require(
                AttackComposer(seed: seed).compose(.sinusoidSensors, on: window, donor: nil))
            func weight(_ window: PhoneWindow) -> Double {
                MotionJudgement(of: window.evidence).likelihoods
                    .first { $0.code == .spectralLine }?.weight ?? 0
            }

            #expect(weight(window) < 1)
            #expect(weight(forged) >= 3)
        }
    }

    /// Fixes a second apart at one speed, their headings as given.
    private func ride(_ speed: Double, _ headings: [Double]) -> FixTrack {
        FixTrack(
            headings.indices.compactMap { second in
                var fix = Fix(
                    time: Double(second), latitude: 31, longitude: 121, accuracy: 5)
                fix?.speed = speed
                fix?.heading = headings[second]
                return fix
            })
    }

    @Test func `a course that a slow receiver only holds is no course`() throws {
        let flat = try #require(HonestPhone(.ordinary, .table, seconds: 20).window(seed: 1).motion)
        var columns = flat.columns
        // A quarter turn felt between the eighth and the tenth second.
        for k in 400..<500 { columns[5 * flat.count + k] -= .pi / 4 }
        let turning = Movement(
            of: try #require(UniformMotion(columns: columns, rate: 50, start: flat.start)))
        let held = [Double](repeating: 326.1, count: 14) + [Double](repeating: 56, count: 6)

        let slow = try #require(Agreement(turning, ride(3, held)))
        let fast = try #require(Agreement(turning, ride(12, held)))

        #expect(slow.turnsNotFelt?.weight ?? 0 <= 0.5)
        #expect(try #require(fast.turnsNotFelt).weight > 1)
    }

    @Test(arguments: [-60.0, -7, 0, 25, 180, 400])
    func `two pushes in one direction stay in one direction while the phone turns`(
        degreesASecond: Double
    ) throws {
        let rate = degreesASecond * .pi / 180
        let count = 600
        var columns = [Double](repeating: 0, count: 6 * count)
        for k in 0..<count {
            let angle = rate * Double(k) / 50
            // Two of a second each; a lasting one would pass for a tilt.
            let push = [2, 9].contains(k / 50) ? 2.0 : 0
            columns[k] = push * cos(angle)
            columns[k + count] = -push * sin(angle)
            columns[k + 2 * count] = 9.81
            columns[k + 5 * count] = rate
        }
        let motion = try #require(UniformMotion(columns: columns, rate: 50))

        let levelled = LevelledSum(Movement(of: motion))

        let early = try #require(levelled.mean(from: 2, to: 3))
        let late = try #require(levelled.mean(from: 9, to: 10))
        let along = (early * late).sum() / (early.length * late.length)
        #expect(abs(early.length - 2) < 0.4 && abs(late.length - 2) < 0.4)
        #expect(along > 0.95)
    }

    @Test func `a phone that is taken up feels turns that are not its journey's`() throws {
        let flat = try #require(HonestPhone(.ordinary, .table, seconds: 20).window(seed: 1).motion)
        var columns = flat.columns
        // Tipped up by 60° about its x axis in the tenth second, and gravity with it.
        for k in 0..<flat.count {
            let angle = Double.pi / 3 * min(1, max(0, Double(k - 500) / 50))
            let (y, z) = (columns[k + flat.count], columns[k + 2 * flat.count])
            columns[k + flat.count] = y * cos(angle) + z * sin(angle)
            columns[k + 2 * flat.count] = z * cos(angle) - y * sin(angle)
            if k >= 500, k < 550 { columns[k + 3 * flat.count] += .pi / 3 }
        }
        let lifted = Movement(
            of: try #require(UniformMotion(columns: columns, rate: 50, start: 0)))

        #expect(lifted.isHandled(from: 9.5, to: 11.5))
        #expect(!lifted.isHandled(from: 5, to: 7))
        #expect(!Movement(of: flat).isHandled(from: flat.start + 9.5, to: flat.start + 11.5))
    }

    @Test(.enabled(if: Material.recordings != nil, "needs ../shared/data"))
    func `recorded phones are not suspected, cold start and frozen fixes included`() throws {
        let folder = try #require(Material.recordings).appending(path: "motion/recordings")
        let phones = try RecordingLibrary.open(folder).filter { $0.origin == .recorded }

        let windows = phones.flatMap { $0.windows(seconds: 20, every: 10) }
        let weights = windows.map { MotionJudgement(of: $0.evidence).weight }

        #expect(windows.count > 90)
        #expect(weights.max() ?? 9 < 2)
    }

    @Test(
        .enabled(if: Material.recordings != nil, "needs ../shared/data"),
        arguments: [5.0, 10, 20, 30])
    func `hardly a recorded window is flagged, however long`(seconds: Double) throws {
        let folder = try #require(Material.recordings).appending(path: "motion/recordings")
        let windows = try RecordingLibrary.open(folder)
            .flatMap { $0.windows(seconds: seconds, every: max(seconds, 20)) }

        let flagged = windows.filter { window in
            let judgement = MotionJudgement(of: window.evidence)
            // What a server with default settings would not simply accept.
            return judgement.weight >= log(0.25) - log(0.01 / 0.99)
                || LikelihoodGroup.allCases.contains { $0.weight(of: judgement.likelihoods) >= 3 }
        }

        #expect(windows.count > 180)
        #expect(Double(flagged.count) <= 0.01 * Double(windows.count), "\(flagged.map(\.source))")
    }
}
