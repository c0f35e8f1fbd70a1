import Foundation
import Simulation
import Testing

@testable import Motion

struct HostileInputTests {
    @Test func `columns that are no track are refused`() {
        #expect(SensorTrack(seconds: [0], x: [1], y: [1], z: []) == nil)
        #expect(SensorTrack(seconds: [.nan], x: [1], y: [1], z: [1]) == nil)
        #expect(SensorTrack(seconds: [0], x: [.infinity], y: [1], z: [1]) == nil)
        let long = [Double](repeating: 1, count: SensorTrack.countMax + 1)
        #expect(SensorTrack(seconds: long, x: long, y: long, z: long) == nil)
        #expect(Fix(time: 0, latitude: 91, longitude: 0, accuracy: 1) == nil)
        #expect(Fix(time: .nan, latitude: 0, longitude: 0, accuracy: 1) == nil)
    }

    @Test(arguments: 1...400 as ClosedRange<UInt64>)
    func `mutated evidence never traps`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let activity = Activity.allCases[Int(seed) % Activity.allCases.count]
        let honest = HonestPhone(.ordinary, activity, seconds: 6).window(seed: seed % 9)
        var evidence = honest.evidence
        evidence.accelerometer = Mutation.mutate(evidence.accelerometer, &random)
        if random.uniform() < 0.6 {
            evidence.gyroscope = Mutation.mutate(evidence.gyroscope, &random)
        }
        evidence.fixes = Mutation.mutate(evidence.fixes, &random)
        if let vector = Mutation.mutate(evidence.rotation?.vector, &random) {
            evidence.rotation = RotationTrack(vector: vector, scalar: [])
        }

        let judgement = MotionJudgement(of: evidence)

        #expect(judgement.likelihoods.allSatisfy { $0.weight.isFinite && $0.measured.isFinite })
        #expect(judgement.weight.isFinite)
        let prints = Fingerprints(
            accelerometer: evidence.accelerometer, gyroscope: evidence.gyroscope,
            key: FingerprintKey(low: 1, high: 1))
        #expect(prints.values.count <= 2 * SensorTrack.countMax)
        guard let movement = judgement.movement, let window = MotionWindow(movement.motion)
        else { return }
        let match = ReplaySearch(movement)?.best(in: [window])
        #expect(match.map { $0.score.isFinite && abs($0.score) <= 1.001 } ?? true)
    }

    @Test func `one sample is no evidence`() throws {
        let one = try #require(SensorTrack(seconds: [0], x: [0], y: [0], z: [9.8]))
        var evidence = MotionEvidence(fixes: FixTrack([]))
        evidence.accelerometer = one
        evidence.gyroscope = one
        evidence.rotation = RotationTrack(vector: one, scalar: [1])

        let judgement = MotionJudgement(of: evidence)

        #expect(judgement.movement == nil)
        #expect(judgement.likelihoods.isEmpty)
    }

    @Test func `three thousand samples over an hour are cut to a minute`() throws {
        let times = (0..<3_000).map { Double($0) * 0.2 }
        let column = times.map { sin($0) }
        let track = try #require(SensorTrack(seconds: times, x: column, y: column, z: column))

        let motion = try #require(UniformMotion(accelerometer: track, gyroscope: track))

        #expect(motion.count == 3_000)
        #expect(abs(motion.start + motion.duration - 599.8) < 0.05)
    }

    @Test func `a pause splits the window and the longer part is kept`() throws {
        let first = Array(stride(from: 0.0, to: 1.99, by: 0.02))
        let second = Array(stride(from: 3.0, to: 6.99, by: 0.02))
        let times = first + second
        let column = times
        let track = try #require(SensorTrack(seconds: times, x: column, y: column, z: column))

        let motion = try #require(UniformMotion(accelerometer: track, gyroscope: nil))

        #expect(motion.start == 3)
        #expect(motion.count == 200)
        #expect(!motion.hasGyroscope)
    }

    @Test func `order and duplicates of times do not matter`() throws {
        let track = try #require(
            HonestPhone(.ordinary, .walking, seconds: 5).window(seed: 1).evidence.accelerometer)
        let mixed = Array(track.times.indices.reversed()) + Array(track.times.indices)
        let shuffled = try #require(
            SensorTrack(
                seconds: mixed.map { track.times[$0] }, x: mixed.map { track.x[$0] },
                y: mixed.map { track.y[$0] }, z: mixed.map { track.z[$0] }))

        let plain = try #require(UniformMotion(accelerometer: track, gyroscope: nil))
        let sorted = try #require(UniformMotion(accelerometer: shuffled, gyroscope: nil))

        #expect(plain.columns == sorted.columns)
    }
}

/// Damage as hostile or broken clients do it.
enum Mutation {
    static func mutate(_ track: SensorTrack?, _ random: inout SeededRandom) -> SensorTrack? {
        guard let track, track.count > 0 else { return nil }
        var (times, x, y, z) = (track.times, track.x, track.y, track.z)
        let place = Int(random.next() % UInt64(track.count))
        switch random.next() % 10 {
        case 0: times.reverse()
        case 1: times = times.map { _ in times[0] }
        case 2: x = x.map { _ in 0 }; y = x; z = x
        case 3: x[place] = 1e308; y[place] = -1e308; z = z.map { $0 * 1e300 }
        case 4: times = times.map { $0 * 1e12 }
        case 5: times[place] = 1e300
        case 6: times = times.enumerated().map { $0.offset > place ? $0.element + 1 : $0.element }
        case 7:
            let kept = Int(random.next() % 4)
            (times, x, y, z) = (
                Array(times.prefix(kept)), Array(x.prefix(kept)), Array(y.prefix(kept)),
                Array(z.prefix(kept))
            )
        case 8: times.shuffle(using: &random)
        default: x = x.map { $0 * 1e-300 }; y = x; z = y
        }
        return SensorTrack(seconds: times, x: x, y: y, z: z)
    }

    static func mutate(_ track: FixTrack, _ random: inout SeededRandom) -> FixTrack {
        FixTrack(
            track.fixes.compactMap { fix in
                var changed = Fix(
                    time: random.uniform() < 0.1 ? fix.time * 1e200 : fix.time,
                    latitude: random.uniform() < 0.05 ? 90 : fix.latitude,
                    longitude: random.uniform() < 0.05 ? -360 : fix.longitude,
                    accuracy: random.uniform() < 0.2 ? 0 : fix.accuracy)
                changed?.speed = random.uniform() < 0.1 ? .infinity : fix.speed
                changed?.heading = random.uniform() < 0.1 ? -1e300 : .nan
                changed?.altitude = .nan
                return changed
            })
    }
}
