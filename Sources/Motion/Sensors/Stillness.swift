/// Whether a phone lies still: by variance, and by the likelihood-ratio detector SHOE.
///
/// SHOE: T = mean(|a − g ā/|ā||²/σ_a² + |ω|²/σ_ω²) over blocks of half a second, with
/// σ_a = 0.05 m/s² and σ_ω = 0.01 rad/s; a block below 10 is at rest (I. Skog, P. Händel, J.-O.
/// Nilsson, J. Rantakokko, "Zero-velocity detection", IEEE TBME 57(11), 2010). g is the mean of |a|
/// here: phones err in scale by up to 0.15 m/s², which is no movement.
public struct Stillness: Equatable, Sendable {
    /// Standard deviation of |a|, m/s². Tables measure 0.010…0.036, an idling car 0.043…0.057.
    public let accelerationDeviation: Double
    /// Root mean square of |ω| less its mean vector, rad/s. Tables measure 0.002…0.005, an idling car
    /// 0.013…0.016. A constant gyroscope bias is no movement.
    public let angularRate: Double
    /// The largest SHOE statistic of any block.
    public let statisticMax: Double

    /// Still by either test.
    public var isStill: Bool {
        (accelerationDeviation < 0.06 && angularRate < 0.03) || statisticMax < 10
    }
}
