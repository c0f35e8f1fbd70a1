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

    fileprivate func bestScore(among windows: [MotionWindow]) -> Double? {
        uniform.map { Movement(of: $0) }.flatMap { ReplaySearch($0) }?.best(in: windows)?.score
    }
}
