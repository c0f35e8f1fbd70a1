/// What a place sounds like: the access points heard at its accepted check-ins, as a rolling mean.
///
/// Each check-in moves every weight towards what it heard, an access point that it did not hear
/// counting as zero, by 1/n of the way for the first check-ins and by 1/20 later. So what is always
/// there stands, a passing hotspot fades, and one check-in cannot change a place that is known.
///
/// A place may have spots that sound otherwise, such as a floor that few people work on. Somebody has
/// to vouch for the first scan of one, for a forger's would look the same; from then on check-ins that
/// resemble it keep it alive beside the mean.
public struct RadioPlace: Equatable, Sendable {
    /// The most access points of a place; the weakest give way.
    public static let countMax = 256
    /// The check-ins after which what a place lacks counts in full.
    public static let checkInsMin = 10
    /// The check-ins over which the mean rolls.
    static let span = 20.0
    /// Seconds after which an access point is forgotten that nobody has heard: 45 days.
    public static let memory = 45.0 * 86_400

    /// One access point of a place.
    public struct Entry: Equatable, Sendable {
        /// The keyed hash of its address.
        public let id: UInt64
        /// The rolling mean of max(0, dBm + 100).
        public var weight: Double
        /// When it was heard last, seconds on any base that all check-ins share.
        public var heardAt: Double

        /// An entry as its parts say; a store makes one of each row.
        public init(id: UInt64, weight: Double, heardAt: Double) {
            self.id = id
            self.weight = weight
            self.heardAt = heardAt
        }
    }

    /// In order of `id`.
    public private(set) var entries: [Entry]
    /// How many check-ins were learned from.
    public private(set) var checkIns: Int
    /// Places within the place, each without spots of its own.
    public private(set) var spots: [RadioPlace] = []

    /// The most spots of a place; the one that was heard longest ago gives way.
    public static let spotsMax = 8

    /// A place as it was stored; nothing is known of it without entries.
    public init(entries: [Entry] = [], checkIns: Int = 0, spots: [RadioPlace] = []) {
        self.entries = entries.sorted { $0.id < $1.id }
        self.checkIns = max(0, checkIns)
        self.spots = Array(spots.prefix(Self.spotsMax))
    }

    /// Learns from the scan of an accepted check-in. A scan of fewer than five access points teaches
    /// nothing; one that a place known well does not resemble teaches a quarter: it may be a false
    /// one that passed, or the first after the access points were replaced. What resembles a spot more
    /// than the mean is learned there.
    ///
    /// - Parameter isVouchedFor: Whether a person said that it was made there: then a scan that a place
    ///   known well does not resemble begins a spot.
    public mutating func learn(
        _ scan: RadioScan, at time: Double, isVouchedFor: Bool = false
    ) {
        guard scan.count >= RadioScan.countMin, time.isFinite else { return }
        forget(before: time - Self.memory)
        let similarity = scan.similarity(to: fingerprint) ?? 1
        let isStrange = checkIns >= Self.checkInsMin && similarity < CoLocation.neutral
        if let spot = spot(like: scan, above: max(similarity, CoLocation.neutral)) {
            spots[spot].learn(scan, at: time)
            return
        }
        if isVouchedFor, isStrange {
            var spot = RadioPlace()
            spot.learn(scan, at: time)
            if spots.count == Self.spotsMax,
                let oldest = spots.indices.min(by: { spots[$0].heardAt < spots[$1].heardAt })
            {
                spots.remove(at: oldest)
            }
            spots.append(spot)
            return
        }
        checkIns += 1
        let gain = (isStrange ? 0.25 : 1) / min(Double(checkIns), Self.span)
        var heard = Dictionary(
            zip(scan.ids, scan.weights), uniquingKeysWith: { first, _ in first })
        for index in entries.indices {
            let weight = heard.removeValue(forKey: entries[index].id)
            entries[index].weight += gain * ((weight ?? 0) - entries[index].weight)
            if weight != nil { entries[index].heardAt = max(entries[index].heardAt, time) }
        }
        entries += heard.map { Entry(id: $0.key, weight: gain * $0.value, heardAt: time) }
        entries.removeAll { $0.weight < 0.1 }
        if entries.count > Self.countMax {
            entries.sort { ($0.weight, $1.id) > ($1.weight, $0.id) }
            entries.removeLast(entries.count - Self.countMax)
        }
        entries.sort { $0.id < $1.id }
    }

    /// Drops access points that nobody has heard since a time; a place without any is unknown again.
    public mutating func forget(before time: Double) {
        entries.removeAll { $0.heardAt < time }
        if entries.isEmpty { checkIns = 0 }
        for spot in spots.indices { spots[spot].forget(before: time) }
        spots.removeAll { $0.entries.count < RadioScan.countMin }
    }

    private func spot(like scan: RadioScan, above least: Double) -> Int? {
        let alike = spots.indices.map { scan.similarity(to: spots[$0].fingerprint) ?? 0 }
        guard let best = alike.indices.max(by: { alike[$0] < alike[$1] }), alike[best] > least
        else { return nil }
        return best
    }

    private var heardAt: Double { entries.reduce(0) { max($0, $1.heardAt) } }

    /// The cosine of a scan with what the place, or the spot that it resembles most, sounds like; nil
    /// where either side has fewer than five access points.
    public func similarity(to scan: RadioScan) -> Double? {
        ([self] + spots).compactMap { scan.similarity(to: $0.fingerprint) }.max()
    }

    /// What one would expect to hear there.
    public var fingerprint: RadioScan {
        RadioScan(
            weights: Dictionary(
                entries.map { ($0.id, $0.weight) }, uniquingKeysWith: { first, _ in first }))
    }

    /// How many access points are there as a rule: those heard at half of the check-ins or so.
    public var usualCount: Int { entries.count { $0.weight >= 5 } }
}
