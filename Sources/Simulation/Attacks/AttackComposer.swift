import Foundation
import Motion

/// Turns an honest window into an attack; deterministic in its seed.
///
/// The time base of the sensors stays, and a made-up track keeps the victim's accuracies: the
/// attacker is taken to be clever.
public struct AttackComposer: Sendable {
    /// The seed; one per window.
    public let seed: UInt64

    /// Equal seeds compose equal attacks.
    public init(seed: UInt64) {
        self.seed = seed
    }

    /// The attack on a window. The donor lends fixes to `othersFixes` and sensors to replays: for
    /// replays it is an earlier window of the same person. Nil where the window lacks what it takes.
    public func compose(
        _ attack: Attack, on victim: PhoneWindow, donor: PhoneWindow?
    ) -> PhoneWindow? {
        var random = SeededRandom(seed: seed)
        if attack.isReplay {
            return donor.flatMap {
                SensorForgery.replay(attack, of: $0, on: victim, random: &random)
            }
        }
        var window = victim
        switch attack {
        case .constantSensors, .gaussianSensors, .sinusoidSensors:
            return SensorForgery.synthesise(attack, on: victim, random: &random)
        case .strippedSensors:
            window.evidence.accelerometer = nil
            window.evidence.gyroscope = nil
            window.evidence.rotation = nil
        case .othersFixes:
            guard let donor, let fixes = paste(donor, onto: victim) else { return nil }
            window.evidence.fixes = fixes
        case .teleport100, .teleport500, .teleport2000, .teleport50000:
            let middle = (victim.span.lowerBound + victim.span.upperBound) / 2
            window.evidence.fixes = move(
                victim, by: attack.leap ?? 0, after: middle, random: &random)
        case .displaced, .wifiElsewhere, .wifiEmpty, .wifiReplayed:
            window.evidence.fixes = move(victim, by: 3_000, after: -.infinity, random: &random)
        case .mockFlag, .sharedDevice, .impossibleTravel, .carriedTogether,
            .identicalCoordinates:
            // What is false about these is not in the window.
            break
        default:
            window.evidence.fixes = route(attack, for: victim, random: &random)
        }
        return window
    }

    /// A donor's fixes moved to the victim's time.
    private func paste(_ donor: PhoneWindow, onto victim: PhoneWindow) -> FixTrack? {
        let shift = victim.span.lowerBound - donor.span.lowerBound
        let fixes = donor.evidence.fixes.fixes.compactMap { Self.moved($0, by: shift) }
        return fixes.count >= 4 ? FixTrack(fixes) : nil
    }

    static func moved(_ fix: Fix, by shift: Double) -> Fix? {
        var moved = Fix(
            time: fix.time + shift, latitude: fix.latitude, longitude: fix.longitude,
            accuracy: fix.accuracy)
        moved?.speed = fix.speed
        moved?.heading = fix.heading
        moved?.altitude = fix.altitude
        return moved
    }

    private func move(
        _ victim: PhoneWindow, by metres: Double, after time: Double,
        random: inout SeededRandom
    ) -> FixTrack {
        let angle = random.uniform(0...6.28)
        let degrees = metres / 111_195
        return FixTrack(
            victim.evidence.fixes.fixes.compactMap { fix in
                guard fix.time > time else { return fix }
                let scale = max(0.1, cos(fix.latitude * .pi / 180))
                var far = Fix(
                    time: fix.time, latitude: fix.latitude + degrees * cos(angle),
                    longitude: fix.longitude + degrees * sin(angle) / scale,
                    accuracy: fix.accuracy)
                far?.speed = fix.speed
                far?.heading = fix.heading
                far?.altitude = fix.altitude
                return far
            })
    }

    /// A made-up track at 1 Hz from the victim's first place.
    private func route(
        _ attack: Attack, for victim: PhoneWindow, random: inout SeededRandom
    ) -> FixTrack {
        let (first, last) = (victim.span.lowerBound, victim.span.upperBound)
        let home = victim.evidence.fixes.fixes.first
        let known = victim.evidence.fixes.fixes.compactMap(\.accuracy).filter { $0 <= 20 }
        var source = PositionSource(
            origin: (home?.latitude ?? 31.3, home?.longitude ?? 120.7))
        source.accuracy = known.isEmpty ? 8 : known.sorted()[known.count / 2]
        source.holdsStill = false
        source.sigma = 2
        var journey = Journey(.table, seconds: last - first, random: &random)
        switch attack {
        case .mockFrozen, .joystick: source.sigma = 0
        case .heldFix: source.holdsStill = true
        case .frozenJitter: source.sigma = 1
        case .fakeWalk: journey = Journey(.walking, seconds: last - first, random: &random)
        default: journey = Journey(.driving, seconds: last - first, random: &random)
        }
        let times = stride(from: first + random.uniform(), to: last, by: 1).map { $0 }
        let (course, pace) = (random.uniform(0...6.28), random.uniform(1.2...2.5))
        let fixes = source.fixes(at: times, random: &random) { time in
            guard attack == .joystick else { return journey.state(at: time - first) }
            let velocity = SIMD2(sin(course), cos(course)) * pace
            return (velocity * (time - first), velocity)
        }
        return FixTrack(fixes)
    }
}
