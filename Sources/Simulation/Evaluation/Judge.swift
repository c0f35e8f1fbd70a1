import Motion

/// Judges windows as the service does: the tests of motion, and replays against what was seen before.
public struct Judge: Sendable {
    private let key = FingerprintKey(low: 0x5eed, high: 0xf00d)

    /// A judge of any windows.
    public init() {}

    /// What an earlier window leaves behind.
    public struct Memory: Sendable {
        var fingerprints: Set<UInt64> = []
        var windows: [MotionWindow] = []
    }

    /// The memory of earlier windows of one person.
    public func memory(of windows: [PhoneWindow]) -> Memory {
        var memory = Memory()
        for window in windows {
            memory.fingerprints.formUnion(fingerprints(of: window).values)
            if let motion = motion(of: window), let kept = MotionWindow(motion) {
                memory.windows.append(kept)
            }
        }
        return memory
    }

    /// The families' sums for a window and what was heard during it.
    public func weights(
        of window: PhoneWindow, remembering memory: Memory?, hearing scan: RadioScan? = nil,
        at place: RadioPlace? = nil
    ) -> [Family: Double] {
        let judgement = MotionJudgement(of: window.evidence)
        var likelihoods = judgement.likelihoods
        if let memory {
            likelihoods.append(
                Fingerprints.likelihood(
                    shared: fingerprints(of: window).shared(with: memory.fingerprints)))
            if let movement = judgement.movement, let search = ReplaySearch(movement),
                let match = search.best(in: memory.windows, speeds: ReplaySearch.secondPass)
            {
                likelihoods.append(match.likelihood)
            }
        }
        likelihoods = likelihoods.unexcused
        var weights = Dictionary(
            uniqueKeysWithValues: LikelihoodGroup.allCases.map {
                (Family($0), $0.weight(of: likelihoods))
            })
        if let scan, let place {
            weights[.radio] =
                scan.count == 0
                ? CoLocation.weightOfSilence(at: place)
                : CoLocation(of: scan, at: place)?.weight ?? 0
        }
        return weights
    }

    private func motion(of window: PhoneWindow) -> UniformMotion? {
        window.evidence.accelerometer.flatMap {
            UniformMotion(accelerometer: $0, gyroscope: window.evidence.gyroscope)
        }
    }

    private func fingerprints(of window: PhoneWindow) -> Fingerprints {
        Fingerprints(
            accelerometer: window.evidence.accelerometer, gyroscope: window.evidence.gyroscope,
            key: key)
    }
}
