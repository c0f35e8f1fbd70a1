import Foundation
import Motion

/// A check-in as one phone would send it, with the truth beside it.
public struct SimulatedCheckIn: Sendable {
    /// Where a claimed position lies.
    public enum Site: String, Sendable {
        /// The place of work.
        case office
        /// Another place of work, 2,000 km away.
        case branch
    }

    /// An access point as a phone lists it, in dBm.
    public typealias Reading = (address: String, strength: Int)

    /// The client's id, from the seed.
    public let id: String
    /// Whose it is.
    public let member: String
    /// The phone.
    public let device: String
    /// The phone's model.
    public let model: String
    /// Nil for an honest one.
    public let attack: Attack?
    /// Seconds by which it lies before the time that the simulation ends at.
    public let age: Double
    /// Where it claims to be.
    public let site: Site
    /// What the sensors and the receiver say; the last fix lies at the site's middle.
    public let evidence: MotionEvidence
    /// When the window ended on the evidence's own time base: the check-in's moment.
    public let end: Double
    /// What was heard; nil where no Wi-Fi is sent.
    public let readings: [Reading]?

    /// Whether its fixes are marked as mocked.
    public var isMocked: Bool { attack == .mockFlag }
}

extension SimulatedCheckIn.Site {
    /// Degrees north and east of the middle.
    public var position: (latitude: Double, longitude: Double) {
        switch self {
        case .office: (31.295, 120.725)
        case .branch: (43.825, 87.617)
        }
    }
}

extension PhoneWindow {
    /// The evidence with its last fix at a position and the others about it as they were.
    func evidence(
        at position: (latitude: Double, longitude: Double)
    ) -> MotionEvidence {
        var placed = evidence
        guard let last = evidence.fixes.fixes.last else { return placed }
        let stretch = cos(last.latitude * .pi / 180) / cos(position.latitude * .pi / 180)
        placed.fixes = FixTrack(
            evidence.fixes.fixes.compactMap { fix in
                let latitude = position.latitude + fix.latitude - last.latitude
                let longitude = position.longitude + (fix.longitude - last.longitude) * stretch
                // Seven decimals, as phones report; equal coordinates stay equal.
                var moved = Fix(
                    time: fix.time, latitude: (latitude * 1e7).rounded() / 1e7,
                    longitude: (longitude * 1e7).rounded() / 1e7, accuracy: fix.accuracy)
                moved?.speed = fix.speed
                moved?.heading = fix.heading
                moved?.altitude = fix.altitude
                return moved
            })
        return placed
    }
}
