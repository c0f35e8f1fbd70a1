/// What motion and position say about fraud: every test's likelihood ratio, and what was felt.
///
/// Pure and total: whatever the numbers, a test that cannot be made is absent, which is no evidence.
public struct MotionJudgement: Sendable {
    /// What the sensors say; nil when less than half a second can be read.
    public let movement: Movement?
    /// One entry per test that had something to measure.
    public let likelihoods: [Likelihood]

    /// Judges one window; O(samples), no more than 3,000 a sensor.
    public init(of evidence: MotionEvidence) {
        var all: [Likelihood] = []
        let motion = evidence.accelerometer.flatMap {
            UniformMotion(accelerometer: $0, gyroscope: evidence.gyroscope)
        }
        let movement = motion.map { Movement(of: $0) }
        all += FixPlausibility(evidence.fixes).likelihoods
        if let movement, let accelerometer = evidence.accelerometer {
            if let agreement = Agreement(movement, evidence.fixes) { all += agreement.likelihoods }
            all +=
                SensorPlausibility(
                    movement: movement, accelerometer: accelerometer,
                    gyroscope: evidence.gyroscope
                ).likelihoods
            if let rotation = evidence.rotation {
                all += RotationAgreement(movement: movement, rotation: rotation).likelihoods
            }
        }
        self.movement = movement
        likelihoods = all.unexcused
    }

    /// The sum of all families, each inside its bounds.
    public var weight: Double {
        LikelihoodGroup.allCases.reduce(0) { $0 + $1.weight(of: likelihoods) }
    }
}
