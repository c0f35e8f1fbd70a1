import Foundation
import Motion

/// A phone that tells the truth, made from a seed: its sensors and its fixes belong to one journey.
///
/// Noise floors are those of recorded phones; gait is a bounce at the step rate with its overtones,
/// sway at half of it; a vehicle shakes in a band of 1…20 Hz; a hand trembles at 8…10 Hz and drifts.
/// Equal seeds give equal windows.
public struct HonestPhone: Sendable {
    /// The kind of phone.
    public let model: PhoneModel
    /// What its owner does.
    public let activity: Activity
    /// How long the window lasts, seconds; at most 600.
    public let seconds: Double
    /// Whether the receiver has just started: its first fixes lie up to 80 m off.
    public var startsCold = false

    /// A phone of a model in use.
    public init(_ model: PhoneModel, _ activity: Activity, seconds: Double) {
        self.model = model
        self.activity = activity
        self.seconds = seconds
    }

    /// The window for a seed.
    public func window(seed: UInt64) -> PhoneWindow {
        var random = SeededRandom(seed: seed)
        let journey = Journey(activity, seconds: seconds, random: &random)
        let body = BodyMotion(activity, seconds: seconds, random: &random)
        let sensors = SensorSynthesis(model: model, journey: journey, body: body)
            .sample(seconds: seconds, random: &random)
        var evidence = MotionEvidence(
            fixes: FixTrack(fixes(along: journey, random: &random)))
        evidence.accelerometer = sensors.accelerometer
        evidence.gyroscope = sensors.gyroscope
        evidence.rotation = sensors.rotation
        var window = PhoneWindow(
            source: "generated-\(seed)", device: model.name, activity: activity,
            evidence: evidence)
        window.steps = body.steps
        return window
    }

    private func fixes(along journey: Journey, random: inout SeededRandom) -> [Fix] {
        var source = PositionSource(
            origin: (random.uniform(-60...60), random.uniform(-180...180)))
        source.accuracy = random.uniform(3...15)
        source.sigma = source.accuracy / 1.51 * random.uniform(0.4...1)
        // No recorded phone repeated its fixes while it was moved about (0 of 227 windows).
        source.holdsStill = [.table, .idling, .held].contains(activity)
        let offset = random.uniform()
        let times = stride(from: offset, to: seconds, by: 1).map { $0 + random.uniform(0...0.02) }
        let cold = startsCold
        let leap = SIMD2(random.gaussian(), random.gaussian()) * 40
        let made = source.fixes(at: times, random: &random) { time in
            var state = journey.state(at: time)
            if cold, time < 6 { state.position += leap }
            return state
        }
        guard cold else { return made }
        return made.map { fix in
            let worse = 1 + 2 * exp(-fix.time / 4)
            var first = Fix(
                time: fix.time, latitude: fix.latitude, longitude: fix.longitude,
                accuracy: (fix.accuracy ?? 8) * worse)
            first?.speed = fix.time < 7 && fix.time > 5 ? 19 : fix.speed
            first?.heading = fix.heading
            first?.altitude = fix.altitude
            return first ?? fix
        }
    }
}
