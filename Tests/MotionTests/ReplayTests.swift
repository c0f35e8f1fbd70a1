import Simulation
import Testing

@testable import Motion

struct ReplayTests {
    private let key = FingerprintKey(low: 1, high: 2)

    @Test func `SipHash gives its authors' vectors`() {
        var hash = SipHash(
            key: FingerprintKey(low: 0x0706_0504_0302_0100, high: 0x0f0e_0d0c_0b0a_0908))

        hash.append(0x0706_0504_0302_0100)

        #expect(hash.finish() == 0x93f5_f579_9a93_2462)
    }

    @Test(arguments: [Activity.table, .walking, .driving])
    func `any 25 samples in a row share a fingerprint`(activity: Activity) throws {
        let track = try #require(
            HonestPhone(.ordinary, activity, seconds: 20).window(seed: 8).evidence.accelerometer)
        let whole = Set(
            Fingerprints(accelerometer: track, gyroscope: nil, key: key).values)

        for start in stride(from: 0, to: track.count - 25, by: 13) {
            let part = try #require(track.part(start..<start + Fingerprints.guarantee))
            let found = Fingerprints(accelerometer: part, gyroscope: nil, key: key)

            #expect(found.shared(with: whole) >= 1)
        }
    }

    @Test(arguments: [Activity.table, .walking])
    func `spaced fingerprints are few of them, and any 75 samples share one`(
        activity: Activity
    ) throws {
        let track = try #require(
            HonestPhone(.ordinary, activity, seconds: 20).window(seed: 8).evidence.accelerometer)
        func prints(_ track: SensorTrack, _ spacing: Int) -> Fingerprints {
            Fingerprints(accelerometer: track, gyroscope: nil, key: key, spacing: spacing)
        }
        let whole = prints(track, 64)

        #expect(whole.shared(with: Set(prints(track, 14).values)) == whole.values.count)
        #expect((20...60).contains(whole.values.count))
        for start in stride(from: 0, to: track.count - 75, by: 13) {
            let part = try #require(track.part(start..<start + 75))

            #expect(prints(part, 64).shared(with: Set(whole.values)) >= 1)
        }
    }

    @Test func `phones share nothing, still ones included`() {
        var seen: Set<UInt64> = []
        for seed in 1...30 as ClosedRange<UInt64> {
            let model = PhoneModel.all[Int(seed) % 3]
            let evidence = HonestPhone(model, .table, seconds: 20).window(seed: seed).evidence

            let prints = Fingerprints(
                accelerometer: evidence.accelerometer, gyroscope: evidence.gyroscope, key: key)

            #expect(prints.values.count > 50)
            #expect(prints.shared(with: seen) == 0)
            seen.formUnion(prints.values)
        }
    }

    @Test func `another key makes other fingerprints`() {
        let evidence = HonestPhone(.fine, .walking, seconds: 10).window(seed: 1).evidence
        let mine = Fingerprints(accelerometer: evidence.accelerometer, gyroscope: nil, key: key)
        let other = Fingerprints(
            accelerometer: evidence.accelerometer, gyroscope: nil,
            key: FingerprintKey(low: 3, high: 2))

        #expect(mine.shared(with: Set(other.values)) == 0)
    }

    @Test func `fingerprints are in order, each once`() throws {
        let evidence = HonestPhone(.fine, .walking, seconds: 15).window(seed: 6).evidence
        let track = try #require(evidence.accelerometer)
        func twice(_ column: [Double]) -> [Double] { column + column }
        // The same samples twice leave the same fingerprints twice.
        let doubled = try #require(
            SensorTrack(
                seconds: track.times + track.times.map { $0 + 20 }, x: twice(track.x),
                y: twice(track.y), z: twice(track.z)))

        let values = Fingerprints(
            accelerometer: doubled, gyroscope: evidence.gyroscope, key: key
        ).values

        #expect(values.count > 100)
        #expect(values == Set(values).sorted())
    }

    @Test func `a stuck sensor leaves no fingerprint`() throws {
        let column = [Double](repeating: 1, count: 500)
        let track = try #require(
            SensorTrack(
                seconds: column.indices.map { Double($0) / 50 }, x: column, y: column, z: column))

        #expect(Fingerprints(accelerometer: track, gyroscope: track, key: key).values.isEmpty)
    }

    @Test(arguments: [Attack.replayNoise, .replayScaled, .replayShifted, .replayRotated])
    func `a replay with noise correlates and its lag is found`(attack: Attack) throws {
        let earlier = HonestPhone(.ordinary, .walking, seconds: 15).window(seed: 21)
        let now = HonestPhone(.ordinary, .walking, seconds: 15).window(seed: 22)
        let forged = try #require(AttackComposer(seed: 1).compose(attack, on: now, donor: earlier))
        let (old, new) = (try #require(earlier.motion), try #require(forged.motion))
        let kept = try #require(MotionWindow(old))
        let search = try #require(ReplaySearch(Movement(of: new)))

        let match = try #require(search.best(in: [kept]))

        #expect(match.score > 0.95)
        #expect(match.likelihood.weight == 5)
        if attack == .replayNoise { #expect(abs(match.lag) < 0.05) }
    }

    @Test func `a replay at another speed is found in the second pass`() throws {
        let earlier = HonestPhone(.ordinary, .walking, seconds: 15).window(seed: 21)
        let now = HonestPhone(.ordinary, .walking, seconds: 15).window(seed: 22)
        let forged = try #require(
            AttackComposer(seed: 1).compose(.replayWarped, on: now, donor: earlier))
        let (old, new) = (try #require(earlier.motion), try #require(forged.motion))
        let kept = try #require(MotionWindow(old))
        let search = try #require(ReplaySearch(Movement(of: new)))

        let first = try #require(search.best(in: [kept]))
        let second = try #require(search.best(in: [kept], speeds: ReplaySearch.secondPass))

        #expect(first.score < 0.9)
        #expect(second.score > 0.93)
    }

    @Test func `two walks of two people do not correlate`() throws {
        let windows = try (1...9).map { seed in
            try #require(
                HonestPhone(.ordinary, .walking, seconds: 15).window(seed: seed).motion)
        }
        let search = try #require(ReplaySearch(Movement(of: windows[0])))

        let match = try #require(
            search.best(in: windows.dropFirst().compactMap { MotionWindow($0) }))

        #expect(match.score < 0.82)
        #expect(match.likelihood.weight < 0)
    }

    @Test func `earlier windows of any length and number score as each does alone`() throws {
        let lengths = [15.0, 14.3, 6, 20, 11.2, 15, 5.04, 60, 9]
        let kept = try lengths.indices.map { index in
            let walk = HonestPhone(.ordinary, .walking, seconds: lengths[index])
            let motion = try #require(walk.window(seed: UInt64(40 + index)).motion)
            return try #require(MotionWindow(motion))
        }
        let now = try #require(HonestPhone(.fine, .walking, seconds: 15).window(seed: 30).motion)
        let search = try #require(ReplaySearch(Movement(of: now)))

        let alone = kept.map { search.best(in: [$0]) }
        let together = kept.indices.map { search.best(in: Array(kept[...$0])) }

        #expect(alone.contains { $0?.score ?? 0 > 0.3 })
        for index in kept.indices {
            let best = alone[...index].compactMap { $0?.score }.max()
            #expect(abs((together[index]?.score ?? -1) - (best ?? -1)) < 1e-6)
        }
    }

    @Test func `a still phone is not searched`() throws {
        let motion = try #require(HonestPhone(.fine, .table, seconds: 15).window(seed: 1).motion)

        #expect(ReplaySearch(Movement(of: motion)) == nil)
    }

    @Test func `a window survives storage within half a step`() throws {
        let motion = try #require(HonestPhone(.fine, .walking, seconds: 15).window(seed: 1).motion)
        let window = try #require(MotionWindow(motion))

        #expect(MotionWindow(samples: window.samples) == window)
        #expect(MotionWindow(samples: []) == nil)
        #expect(MotionWindow(samples: [1, 2, 3]) == nil)
        let mean = (motion.columns[0] + motion.columns[1]) / 2
        #expect(abs(Double(window.samples[0]) / 400 - mean) <= 0.5 / 400 + 1e-9)
    }
}

extension SensorTrack {
    /// Some of the samples.
    func part(_ range: Range<Int>) -> SensorTrack? {
        SensorTrack(
            seconds: Array(times[range]), x: Array(x[range]), y: Array(y[range]),
            z: Array(z[range]))
    }
}
