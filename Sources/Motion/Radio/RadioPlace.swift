/// What a place sounds like: the access points heard at its accepted check-ins, as a rolling mean.
///
/// Each check-in moves every weight towards what it heard, an access point that it did not hear
/// counting as zero, by 1/n of the way for the first check-ins and by 1/20 later. So what is always
/// there stands, a passing hotspot fades, and one check-in cannot change a place that is known.
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

    /// A place as it was stored; nothing is known of it without entries.
    public init(entries: [Entry] = [], checkIns: Int = 0) {
        self.entries = entries.sorted { $0.id < $1.id }
        self.checkIns = max(0, checkIns)
    }

    /// Learns from the scan of an accepted check-in. A scan of fewer than five access points teaches
    /// nothing; one that a place known well does not resemble teaches a quarter: it may be a false
    /// one that passed, or the first after the access points were replaced.
    public mutating func learn(_ scan: RadioScan, at time: Double) {
        guard scan.count >= RadioScan.countMin, time.isFinite else { return }
        forget(before: time - Self.memory)
        let similarity = scan.similarity(to: fingerprint) ?? 1
        let isStrange = checkIns >= Self.checkInsMin && similarity < CoLocation.neutral
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
