import Attendance

/// How many signals of each place were seen.
struct SignalTally {
    /// What was seen of one place.
    struct Entry {
        /// The index of the place.
        let fence: Int
        /// Its signals that were seen.
        var count = 0
        /// The strongest of them in dBm; nil when no strength was told.
        var rssi: Double?
    }

    /// Places that are worth telling.
    private static let told = 3

    private let counts: (Int) -> Bool
    private var entries: [Int: Entry] = [:]

    /// A tally of those places that count for the check-in.
    init(counts: @escaping (Int) -> Bool) { self.counts = counts }

    /// Counts a signal once for each place that lists it.
    mutating func count<Signal>(
        _ listed: [Signals.Listed<Signal>], rssi: Double?, where matches: (Signal) -> Bool
    ) {
        var counted: Set<Int> = []
        for entry in listed
        where counts(entry.fence) && matches(entry.signal)
            && counted.insert(entry.fence).inserted
        {
            add(entry.fence, rssi)
        }
    }

    private mutating func add(_ fence: Int, _ rssi: Double?) {
        var entry = entries[fence] ?? Entry(fence: fence)
        entry.count += 1
        entry.rssi = [entry.rssi, rssi].compactMap(\.self).max()
        entries[fence] = entry
    }

    /// The best-proven places: most signals first, then the strongest, then in their order.
    var ranked: [Entry] {
        let order = entries.values.sorted { lhs, rhs in
            if lhs.count != rhs.count { return lhs.count > rhs.count }
            let strengths = (lhs.rssi ?? -.infinity, rhs.rssi ?? -.infinity)
            return strengths.0 != strengths.1 ? strengths.0 > strengths.1 : lhs.fence < rhs.fence
        }
        return Array(order.prefix(Self.told))
    }

    /// One supporting finding a place.
    static func findings(
        _ check: CheckName,
        _ code: FindingCode,
        _ ranked: [Entry],
        in places: Places,
        weight: (Int) -> Double
    ) -> [Finding] {
        ranked.enumerated().map { index, entry in
            Finding(check, code, .supports, weight: weight(index))
                .at(places.fences[entry.fence].id)
                .with("count", Double(entry.count))
                .with("rssi", entry.rssi)
        }
    }
}
