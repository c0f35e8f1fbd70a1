import Foundation
import Material
import Motion
import Simulation
import Testing

/// What real recordings taught that nobody would guess.
@Suite(.enabled(if: Material.recordings != nil, "needs ../shared/data"))
struct SurprisesTests {
    private let phones: [RecordedPhone]

    init() throws {
        let folder = try #require(Material.recordings).appending(path: "motion/recordings")
        phones = try RecordingLibrary.open(folder)
    }

    private func windows(_ ids: String..., seconds: Double) -> [PhoneWindow] {
        phones.filter { phone in ids.contains { phone.id.hasPrefix($0) } }
            .flatMap { $0.windows(seconds: seconds, every: seconds) }
    }

    @Test func `a chip pins one coordinate for minutes while the phone lies still, honestly`() {
        let frozen = windows("eth_walk", "wen_sensorlog", seconds: 20).filter { window in
            TrackStatistics(of: window.evidence.fixes).map { $0.repeated > 0.8 } ?? false
        }

        #expect(frozen.count >= 10)
        for window in frozen {
            let judgement = MotionJudgement(of: window.evidence)
            #expect(judgement.movement?.motionClass == .still)
            #expect(judgement.weight < 1, "\(window.source): \(judgement.likelihoods)")
        }
    }

    @Test func `no recorded phone repeats its fixes while it is moved about`() {
        let moving = windows("eth_walk", "aymdi", "pixel6a", seconds: 10).filter { window in
            MotionJudgement(of: window.evidence).movement.map {
                $0.stillness.accelerationDeviation > 0.3 && $0.motionClass != .still
            } ?? false
        }
        let frozen = moving.filter { window in
            MotionJudgement(of: window.evidence).likelihoods
                .contains { $0.code == .frozenWhileMoving && $0.weight > 1 }
        }

        #expect(moving.count > 200)
        #expect(frozen.isEmpty)
    }

    @Test func `a lifelike fix on a table is beyond motion, and Wi-Fi carries it`() throws {
        let scene = RadioScene(seed: 3)
        let tables = windows("eth_walk", "wen_sensorlog", seconds: 20)
            .filter { $0.activity == .table && $0.evidence.fixes.fixes.count >= 4 }
        #expect(tables.count >= 10)
        for (index, window) in tables.enumerated() {
            let moved = try #require(
                AttackComposer(seed: UInt64(index)).compose(.displaced, on: window, donor: nil))
            let (honest, forged) = (
                MotionJudgement(of: window.evidence).weight,
                MotionJudgement(of: moved.evidence).weight
            )
            let heard = scene.elsewhere[index % scene.elsewhere.count].heard

            #expect(abs(honest - forged) < 0.5)
            #expect(try #require(CoLocation(of: heard, at: scene.place)).weight == 4)
        }
    }

    @Test func `phones whose clocks tick without any jitter are honest`() throws {
        let regular = phones.flatMap { $0.windows(seconds: 20, every: 20) }.filter { window in
            guard let times = window.evidence.accelerometer?.times, times.count > 100
            else { return false }
            let gaps = zip(times, times.dropFirst()).map { $1 - $0 }
            return gaps.allSatisfy { abs($0 - gaps[0]) < 1e-4 }
        }

        #expect(regular.count >= 10)
        #expect(Set(regular.map(\.source)).count >= 2)
        for window in regular {
            let judgement = MotionJudgement(of: window.evidence)
            #expect(LikelihoodGroup.sensors.weight(of: judgement.likelihoods) < 1)
        }
    }

    @Test func `a walk played 2 % faster hides until other speeds are tried`() throws {
        let walks = windows("eth_walk", "aymdi", seconds: 15).filter { $0.activity == .walking }
        var (first, second) = ([Double](), [Double]())
        for (index, window) in walks.enumerated() {
            let donor = walks[(index + 3) % walks.count]
            let forged = try #require(
                AttackComposer(seed: UInt64(index)).compose(
                    .replayWarped, on: window, donor: donor))
            let kept = [try #require(donor.sampled)]
            first += [forged.bestScore(among: kept)].compactMap(\.self)
            second += [forged.bestScore(among: kept, speeds: ReplaySearch.secondPass)]
                .compactMap(\.self)
        }

        #expect(first.count >= 15 && second.count == first.count)
        #expect(first.count { $0 < 0.82 } > first.count / 2)
        #expect(second.count { $0 > 0.93 } > 9 * second.count / 10)
    }

    @Test func `the cold start of a phone on a table jumps and accuses nobody`() throws {
        let first = try #require(windows("eth_walk", seconds: 30).first)
        let fixes = first.evidence.fixes.fixes
        let fastest = fixes.compactMap(\.speed).max() ?? 0
        let judgement = MotionJudgement(of: first.evidence)

        // It claims a speed that nobody on a table has.
        #expect(fastest > 5)
        #expect(judgement.weight < 1)
    }

    @Test func `walks of one person do not pass for replays, and a replay with noise does`() throws
    {
        let walks = windows("eth_walk", "aymdi", seconds: 15).filter { $0.activity == .walking }
        let kept = walks.compactMap(\.sampled)
        #expect(walks.count >= 15 && kept.count == walks.count)
        var (honest, replayed) = ([Double](), [Double]())
        for (index, window) in walks.enumerated() {
            let others = kept.enumerated().filter { $0.offset != index }.map(\.element)
            honest += [window.bestScore(among: others)].compactMap(\.self)
            let donor = walks[(index + 3) % walks.count]
            let forged = try #require(
                AttackComposer(seed: UInt64(index)).compose(
                    .replayNoise, on: window, donor: donor))
            replayed += [forged.bestScore(among: kept)].compactMap(\.self)
        }

        #expect(honest.count == walks.count && replayed.count == walks.count)
        #expect(honest.allSatisfy { $0 < 0.82 }, "\(honest.max() ?? 0)")
        #expect(replayed.allSatisfy { $0 > 0.93 }, "\(replayed.min() ?? 0)")
    }

    @Test func `an exact replay is found at every offset, of phones that lie still too`() {
        let key = FingerprintKey(low: 5, high: 6)
        func prints(_ window: PhoneWindow) -> Fingerprints {
            Fingerprints(
                accelerometer: window.evidence.accelerometer,
                gyroscope: window.evidence.gyroscope, key: key)
        }
        let originals = windows("eth_walk", "wen_sensorlog", "lc_site1", seconds: 15)
        let seen = Set(originals.flatMap { prints($0).values })
        var (tried, found) = (0, 0)
        for (index, window) in originals.enumerated() {
            let victim = originals[(index + 1) % originals.count]
            for attack in [Attack.replayExact, .replayShifted] {
                let composer = AttackComposer(seed: UInt64(index))
                guard let forged = composer.compose(attack, on: victim, donor: window)
                else { continue }
                tried += 1
                if Fingerprints.likelihood(shared: prints(forged).shared(with: seen)).weight >= 6 {
                    found += 1
                }
            }
        }

        #expect(tried > 100)
        #expect(Double(found) >= 0.99 * Double(tried))
    }
}

extension PhoneWindow {
    fileprivate var uniform: UniformMotion? {
        evidence.accelerometer.flatMap {
            UniformMotion(accelerometer: $0, gyroscope: evidence.gyroscope)
        }
    }

    fileprivate var sampled: MotionWindow? { uniform.flatMap { MotionWindow($0) } }

    fileprivate func bestScore(
        among windows: [MotionWindow], speeds: [Double] = [1]
    ) -> Double? {
        uniform.map { Movement(of: $0) }.flatMap { ReplaySearch($0) }?
            .best(in: windows, speeds: speeds)?.score
    }
}
