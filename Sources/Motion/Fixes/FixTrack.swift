/// The fixes of one check-in, in order of time.
public struct FixTrack: Equatable, Sendable {
    /// The most fixes that are looked at; the latest are kept.
    public static let countMax = 600

    /// Ascending in time, one per instant.
    public let fixes: [Fix]

    /// Sorts by time, keeps the first of equal times and at most `countMax` of the latest.
    public init(_ fixes: [Fix]) {
        var sorted = fixes
        if !zip(fixes, fixes.dropFirst()).allSatisfy({ $0.time < $1.time }) {
            sorted.sort { $0.time < $1.time }
            var last = -Double.infinity
            sorted.removeAll { fix in
                defer { last = fix.time }
                return fix.time == last
            }
        }
        self.fixes = Array(sorted.suffix(Self.countMax))
    }

    /// Fixes fit for statistics: accuracy at most 20 m, and settled.
    ///
    /// A receiver that has just started, or has just found its satellites again, jumps: a recorded
    /// phone lying on a table moved 60 m and claimed 19 m/s in its first ten seconds. So the ten
    /// seconds after an acquisition are left out. An acquisition is the first fix of all, a fix after
    /// a pause of over 5 s, or one after an accuracy worse than 100 m, provided that the accuracy then
    /// improves by more than 30 % within 10 s.
    var settled: [Fix] { settled(accuracyMax: 20) }

    /// The same with another limit of accuracy in metres.
    func settled(accuracyMax: Double) -> [Fix] {
        var kept: [Fix] = []
        kept.reserveCapacity(fixes.count)
        var unsettledUntil = -Double.infinity
        for (index, fix) in fixes.enumerated() {
            if isAcquisition(index) { unsettledUntil = fix.time + 10 }
            if fix.accuracy ?? 45 <= accuracyMax, fix.time >= unsettledUntil { kept.append(fix) }
        }
        return kept
    }

    private func isAcquisition(_ index: Int) -> Bool {
        let fix = fixes[index]
        if index > 0 {
            let before = fixes[index - 1]
            guard fix.time - before.time > 5 || before.accuracy ?? 0 > 100 else { return false }
        }
        let improved = 0.7 * (fix.accuracy ?? 45)
        for later in fixes[index...] {
            if later.time > fix.time + 10 { return false }
            if let accuracy = later.accuracy, accuracy < improved { return true }
        }
        return false
    }
}
