/// The access points that one phone heard at one moment, by keyed hashes of their addresses.
///
/// Signal strengths become weights max(0, dBm + 100): an access point at −100 dBm counts nothing,
/// one at −40 dBm sixty. Kept in order of the hash, so that two scans are compared in one pass.
public struct RadioScan: Equatable, Sendable {
    /// The fewest access points from which a place can be told.
    public static let countMin = 5
    /// The most that are looked at; the strongest are kept.
    public static let countMax = 512

    /// Hashes, ascending, each once.
    public let ids: [UInt64]
    /// The weight of each, above zero.
    public let weights: [Double]

    /// Takes readings in any order; of an access point that is named twice the stronger counts.
    ///
    /// - Parameter readings: A hash of the address and the strength in dBm. Leave out what
    ///   `isFixed(firstOctet:)` refuses: addresses that phones make up move about with them.
    public init(_ readings: some Sequence<(id: UInt64, strength: Double)>) {
        var strongest: [UInt64: Double] = [:]
        for reading in readings {
            let weight = min(reading.strength, 0) + 100
            guard weight > 0 else { continue }
            strongest[reading.id] = max(strongest[reading.id] ?? 0, weight)
        }
        self.init(weights: strongest)
    }

    /// Takes weights as they are; those that are not above zero are left out.
    init(weights: [UInt64: Double]) {
        var kept = weights.filter { $0.value > 0 && $0.value.isFinite }.map { $0 }
        if kept.count > Self.countMax {
            kept.sort { ($0.value, $1.key) > ($1.value, $0.key) }
            kept.removeLast(kept.count - Self.countMax)
        }
        kept.sort { $0.key < $1.key }
        ids = kept.map(\.key)
        self.weights = kept.map(\.value)
    }

    /// Whether an address belongs to one device for good: neither made up (bit 0x02 of its first octet,
    /// as hotspots on phones and some virtual networks do) nor for many (bit 0x01).
    public static func isFixed(firstOctet: UInt8) -> Bool { firstOctet & 0x03 == 0 }

    /// How many access points count.
    public var count: Int { ids.count }

    /// The cosine c = Σ wₐwᵦ / (|wₐ||wᵦ|) of two scans, 0…1; O(access points), allocates nothing.
    ///
    /// Measured on 826 surveyed scans of two sites: at most 10 m apart 0.51 at the first percentile
    /// and 0.83 in the median, 25…50 m apart 0.43 in the median, on another floor 0.006 in the median
    /// and 0.30 at the 95th percentile, on another site 0.000 at the 99th.
    ///
    /// - Returns: Nil when either has fewer than `countMin` access points.
    public func similarity(to other: RadioScan) -> Double? {
        guard count >= Self.countMin, other.count >= Self.countMin else { return nil }
        var (product, mine, theirs) = (0.0, 0.0, 0.0)
        for weight in weights { mine += weight * weight }
        for weight in other.weights { theirs += weight * weight }
        var (i, j) = (0, 0)
        while i < ids.count, j < other.ids.count {
            if ids[i] == other.ids[j] {
                product += weights[i] * other.weights[j]
                i += 1
                j += 1
            } else if ids[i] < other.ids[j] {
                i += 1
            } else {
                j += 1
            }
        }
        return min(1, product / (mine * theirs).squareRoot())
    }
}
