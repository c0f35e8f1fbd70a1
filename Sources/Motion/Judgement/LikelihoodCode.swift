/// The tests that motion and position undergo. The raw value is stable and goes on the wire.
public enum LikelihoodCode: String, CaseIterable, Hashable, Sendable {
    /// Speed of the fixes against the kind of motion felt.
    case speedForMotion = "motion.speed"
    /// The fixes went further than the steps can have carried.
    case tooFarForSteps = "motion.steps"
    /// The fixes did not follow the path walked.
    case pathNotWalked = "motion.path"
    /// Changes of course against turns felt.
    case turnsNotFelt = "motion.turns"
    /// Changes of velocity against horizontal acceleration felt.
    case accelerationNotFelt = "motion.acceleration"
    /// The same coordinates again and again while the phone moves.
    case frozenWhileMoving = "motion.frozen"
    /// A jump no vehicle makes.
    case jump = "fix.jump"
    /// The same jump as a normalised innovation squared; for the record, it weighs nothing.
    case innovation = "fix.innovation"
    /// Reported speed against displacement.
    case speedNotTravelled = "fix.speed"
    /// Movement without any measurement error.
    case ruledLine = "fix.ruled-line"
    /// One accuracy for all fixes.
    case constantAccuracy = "fix.constant-accuracy"
    /// Speed, heading and altitude zero, accuracy a whole number.
    case templateFix = "fix.template"
    /// Five decimals or fewer in every coordinate.
    case coarseDecimals = "fix.decimals"
    /// Less noise than any real sensor has.
    case tooQuiet = "sensor.too-quiet"
    /// The same acceleration again and again.
    case identicalVectors = "sensor.identical"
    /// Acceleration without any memory from sample to sample.
    case whiteAcceleration = "sensor.white"
    /// All motion in one tone and its overtones.
    case spectralLine = "sensor.tone"
    /// Gravity of the wrong size.
    case wrongGravity = "sensor.gravity"
    /// The rotation vector's up is not where gravity is.
    case attitudeMismatch = "sensor.attitude"
    /// The rotation vector turned otherwise than the gyroscope felt.
    case rotationMismatch = "sensor.rotation"
    /// Sensor samples that were sent before.
    case replayedSamples = "replay.samples"
    /// Sensor motion like an earlier window.
    case replayedMotion = "replay.motion"

    /// The family whose sum is capped as a whole.
    public var group: LikelihoodGroup {
        switch self {
        case .speedForMotion, .tooFarForSteps, .pathNotWalked, .turnsNotFelt, .accelerationNotFelt,
            .frozenWhileMoving:
            .agreement
        case .jump, .innovation, .speedNotTravelled, .ruledLine, .constantAccuracy, .templateFix,
            .coarseDecimals:
            .fixes
        default: .sensors
        }
    }

    /// The unit of `measured` and `threshold`.
    public var unit: LikelihoodUnit {
        switch self {
        case .speedForMotion, .speedNotTravelled: .metresPerSecond
        case .tooFarForSteps, .ruledLine: .metres
        case .turnsNotFelt, .attitudeMismatch, .rotationMismatch: .degrees
        case .wrongGravity, .accelerationNotFelt: .metresPerSecondSquared
        case .jump: .sigmas
        case .coarseDecimals: .decimals
        case .replayedSamples: .count
        default: .ratio
        }
    }
}
