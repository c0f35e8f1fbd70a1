import Foundation
import Motion

/// Turns a journey and a body's motion into what accelerometer, gyroscope and rotation vector measure.
struct SensorSynthesis {
    let model: PhoneModel
    let journey: Journey
    let body: BodyMotion

    struct Sensors {
        var accelerometer: SensorTrack?
        var gyroscope: SensorTrack?
        var rotation: RotationTrack?
    }

    func sample(seconds: Double, random: inout SeededRandom) -> Sensors {
        let count = min(SensorTrack.countMax, Int(seconds * model.rate))
        var times: [Double] = []
        var (force, rate, attitude): ([SIMD3<Double>], [SIMD3<Double>], [SIMD4<Double>]) =
            ([], [], [])
        let scale = 1 + random.gaussian() * 0.004
        let bias = SIMD3(random.gaussian(), random.gaussian(), random.gaussian()) * 0.002
        for k in 0..<count {
            let time = (Double(k) + 0.2 * (random.uniform() - 0.5)) / model.rate
            let turn = rotation(at: time)
            let ahead = journey.heading[index(time)] * .pi / 180
            let world =
                driven(at: time) + body.acceleration(at: time, ahead: ahead)
                + SIMD3(0, 0, 9.806_65)
            times.append(time)
            force.append(
                quantised(
                    turn.act(onInverse: world) * scale, model.accelerationNoise,
                    model.accelerationStep, &random))
            let later = rotation(at: time + 0.002)
            rate.append(
                quantised(
                    turn.rate(to: later, seconds: 0.002) + bias, model.rateNoise, model.rateStep,
                    &random))
            attitude.append(SIMD4(turn.x, turn.y, turn.z, turn.w))
        }
        let vector = track(times, attitude.map { SIMD3($0.x, $0.y, $0.z) })
        return Sensors(
            accelerometer: track(times, force), gyroscope: track(times, rate),
            rotation: vector.flatMap { RotationTrack(vector: $0, scalar: attitude.map(\.w)) })
    }

    private func index(_ time: Double) -> Int {
        min(journey.heading.count - 2, max(1, Int(max(0, time) * Journey.rate)))
    }

    /// The vehicle's or walker's own acceleration, east, north, up.
    private func driven(at time: Double) -> SIMD3<Double> {
        let k = index(time)
        let (from, to) = (
            journey.state(at: Double(k - 1) / Journey.rate),
            journey.state(at: Double(k + 1) / Journey.rate)
        )
        let change = (to.velocity - from.velocity) * (Journey.rate / 2)
        return SIMD3(change.x, change.y, 0)
    }

    private func rotation(at time: Double) -> Turn {
        let place = min(max(0, time) * Journey.rate, Double(journey.heading.count - 2))
        let k = Int(place)
        let heading =
            journey.heading[k]
            + (journey.heading[k + 1] - journey.heading[k]) * (place - Double(k))
        let lean = body.lean(at: time)
        return Turn(about: 2, by: lean.z - heading * .pi / 180)
            * Turn(about: 0, by: lean.x) * Turn(about: 1, by: lean.y)
    }

    private func quantised(
        _ value: SIMD3<Double>, _ noise: Double, _ step: Double, _ random: inout SeededRandom
    ) -> SIMD3<Double> {
        let noisy = value + SIMD3(random.gaussian(), random.gaussian(), random.gaussian()) * noise
        let counts = (noisy / step).rounded(.toNearestOrEven)
        return counts * step
    }

    private func track(_ times: [Double], _ values: [SIMD3<Double>]) -> SensorTrack? {
        SensorTrack(seconds: times, x: values.map(\.x), y: values.map(\.y), z: values.map(\.z))
    }
}

/// A unit quaternion, device to world.
struct Turn {
    var w: Double
    var x: Double
    var y: Double
    var z: Double

    init(w: Double, x: Double, y: Double, z: Double) {
        (self.w, self.x, self.y, self.z) = (w, x, y, z)
    }

    /// A rotation by radians about one axis.
    init(about axis: Int, by angle: Double) {
        let (sine, cosine) = (sin(angle / 2), cos(angle / 2))
        self.init(
            w: cosine, x: axis == 0 ? sine : 0, y: axis == 1 ? sine : 0, z: axis == 2 ? sine : 0)
    }

    static func * (left: Turn, right: Turn) -> Turn {
        Turn(
            w: left.w * right.w - left.x * right.x - left.y * right.y - left.z * right.z,
            x: left.w * right.x + left.x * right.w + left.y * right.z - left.z * right.y,
            y: left.w * right.y - left.x * right.z + left.y * right.w + left.z * right.x,
            z: left.w * right.z + left.x * right.y - left.y * right.x + left.z * right.w)
    }

    /// A world vector in device axes.
    func act(onInverse world: SIMD3<Double>) -> SIMD3<Double> {
        let inverse = Turn(w: w, x: -x, y: -y, z: -z)
        let turned = inverse * Turn(w: 0, x: world.x, y: world.y, z: world.z) * self
        return SIMD3(turned.x, turned.y, turned.z)
    }

    /// The angular rate in device axes that leads to a later attitude.
    func rate(to later: Turn, seconds: Double) -> SIMD3<Double> {
        let change = Turn(w: w, x: -x, y: -y, z: -z) * later
        let sign = change.w < 0 ? -1.0 : 1
        return SIMD3(change.x, change.y, change.z) * (2 * sign / seconds)
    }
}
