import Foundation

/// Satellites' positions against those that the network gives at the same moment.
///
/// z = max(0, d − v Δt) / √(h₁² + h₂²), where h are the accuracies and v Δt is what the phone may have
/// moved between the two; the median over satellites' fixes with another at most 5 s away. On a
/// recorded walk z was 0.86 in the median and 2.5 at most. Weight: 2 (z − 3), from −0.5 to 6. Whoever
/// feeds a phone false satellites leaves its Wi-Fi and cells where they are (Spens et al., "Detecting
/// GNSS Jamming and Spoofing on Android", NAVIGATION 69(3), 2022).
///
/// A position of cells errs by kilometres, and says so: inside its own accuracy nothing is suspected.
public struct NetworkAgreement: Equatable, Sendable {
    /// How far apart the fixes of a pair may be, in seconds.
    static let apart = 5.0
    /// The least accuracy of the network that is believed, in metres: 68 % of positions by Wi-Fi are
    /// within 32…38 m where people live (Drones 6(2) 35, 2022), and phones claim less.
    static let accuracyMin = 20.0
    /// The least accuracy of satellites that is believed, in metres.
    private static let satelliteMin = 5.0
    /// Metres a second of a fix that does not tell its speed.
    private static let strollingSpeed = 2.0
    /// The fewest multiples of the accuracy that speak for fraud.
    public static let threshold = 3.0

    /// The median distance in multiples of both accuracies together.
    public let ratio: Double
    /// The distance of that pair, in metres.
    public let distance: Double

    /// Nil where no two fixes with accuracies are of one moment, which is no evidence.
    public init?(satellites: [Fix], network: [Fix]) {
        let others = network.filter { $0.accuracy != nil }
        let pairs = satellites.compactMap { fix -> (ratio: Double, distance: Double)? in
            guard let own = fix.accuracy,
                let other = others.min(by: { abs($0.time - fix.time) < abs($1.time - fix.time) }),
                let accuracy = other.accuracy, abs(other.time - fix.time) <= Self.apart
            else { return nil }
            let distance = LocalPlane(at: fix).position(other).length
            let told = [fix.speed, other.speed].compactMap { $0 }.max() ?? Self.strollingSpeed
            let moved = min(max(told, 0), 350) * abs(other.time - fix.time)
            let (h1, h2) = (max(own, Self.satelliteMin), max(accuracy, Self.accuracyMin))
            return (max(0, distance - moved) / (h1 * h1 + h2 * h2).squareRoot(), distance)
        }
        .sorted { $0.ratio < $1.ratio }
        guard !pairs.isEmpty else { return nil }
        // Of an even number the smaller of the middle two: a doubt is the phone's.
        (ratio, distance) = pairs[(pairs.count - 1) / 2]
    }

    /// ln p(z | false satellites) − ln p(z | honest), −0.5…6.
    public var weight: Double { min(max(2 * (ratio - Self.threshold), -0.5), 6) }
}
