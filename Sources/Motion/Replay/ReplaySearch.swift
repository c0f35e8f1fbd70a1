import Foundation

/// Looks for one window's motion in earlier windows: normalised cross-correlation over six axes.
///
/// Axes are taken about their means, and the three of acceleration and the three of rotation are
/// scaled to equal energy. Lags that leave less than 5 s in common are not considered. First the
/// magnitudes |a| and |ω|, which no turn of the phone changes, are correlated at 12.5 Hz for all lags
/// at once by Fourier transform, two real columns to a complex one; then the six axes at 25 Hz are
/// compared near the best three lags, at half-sample steps, and a parabola gives the peak.
public struct ReplaySearch: Sendable {
    /// The least overlap in seconds.
    public static let overlapMin = 5.0

    private let transform: FourierTransform
    private let coarse: CoarseColumns
    private let spectrum: [Float]
    /// Two sets of six columns at 25 Hz, the second half a sample later.
    private let fine: [AxisColumns]

    /// Prepares a window. Returns nil for a still phone, whose noise resembles nothing and everything,
    /// and for less than 5 s.
    public init?(_ movement: Movement) {
        let motion = movement.motion
        guard movement.motionClass != .still, motion.hasGyroscope,
            motion.duration > Self.overlapMin, motion.rate == UniformMotion.standardRate
        else { return nil }
        let half = AxisColumns(motion, shift: 0)
        fine = [half, AxisColumns(motion, shift: 1)]
        coarse = CoarseColumns(half)
        // One transform length for all: earlier windows are searched over 20 s, or this one's length.
        let room = coarse.count + max(coarse.count, Int(20 * CoarseColumns.rate))
        guard let transform = FourierTransform(count: FourierTransform.length(holding: room))
        else { return nil }
        self.transform = transform
        spectrum = coarse.spectrum(by: transform)
    }

    /// The best match among earlier windows; nil when none overlaps by 5 s.
    public func best(in windows: [MotionWindow]) -> ReplayMatch? {
        var best: ReplayMatch?
        for (index, window) in windows.enumerated() {
            guard let found = match(window) else { continue }
            if found.score > best?.score ?? -2 {
                best = ReplayMatch(score: found.score, index: index, lag: found.lag)
            }
        }
        return best
    }

    /// The best score and lag against one window.
    func match(_ window: MotionWindow) -> (score: Double, lag: Double)? {
        let other = AxisColumns(window)
        guard Double(other.count) / MotionWindow.rate > Self.overlapMin else { return nil }
        let rough = CoarseColumns(other, limit: transform.count - coarse.count)
        var best: (score: Double, lag: Double)?
        for lag in peaks(with: rough) {
            // The scores at half-sample steps round the peak; two lags at 25 Hz are one at 12.5.
            var scores: [Double] = []
            for step in -4...4 {
                let lag = 4 * lag + step
                let shift = lag & 1
                scores.append(fine[shift].correlation(with: other, lag: (lag + shift) >> 1))
            }
            guard let top = scores.indices.max(by: { scores[$0] < scores[$1] }) else { continue }
            var score = scores[top]
            if top > 0, top < scores.count - 1 {
                let (left, right) = (scores[top - 1], scores[top + 1])
                let bend = left - 2 * score + right
                if bend < -1e-9 { score -= (left - right) * (left - right) / (8 * bend) }
            }
            if score > best?.score ?? -2 {
                let place = Double(4 * lag + top - 4) / (2 * MotionWindow.rate)
                best = (min(score, 1), place)
            }
        }
        return best
    }

    /// The three best lags at 12.5 Hz, at least 0.16 s apart, by normalised correlation of magnitudes.
    private func peaks(with other: CoarseColumns) -> [Int] {
        let length = transform.count
        let least = Int(Self.overlapMin * CoarseColumns.rate)
        var top: [(lag: Int, score: Float)] = []
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 4 * length) { space in
            guard let re = space.baseAddress else { return }
            space.initialize(repeating: 0)
            other.fill(re, re + length)
            transform.forward(re, re + length, scratch: re + 2 * length)
            // conj(X) Y, and its conjugate: the inverse transform is the conjugate of the forward one.
            for k in 0..<length {
                let (xr, xi) = (spectrum[k], spectrum[k + length])
                let (yr, yi) = (re[k], re[k + length])
                re[k] = xr * yr + xi * yi
                re[k + length] = -(xr * yi - xi * yr)
            }
            transform.forward(re, re + length, scratch: re + 2 * length)
            let (lowest, highest) = (least - coarse.count, other.count - least)
            guard lowest <= highest else { return }
            let lags = lowest...highest
            var before: Float = -2
            var current = score(re, lag: lags.lowerBound, other)
            for lag in lags {
                let after = lag < lags.upperBound ? score(re, lag: lag + 1, other) : -2
                if current >= before, current > after {
                    let place = top.firstIndex { $0.score < current } ?? top.count
                    if place < 3 {
                        top.insert((lag, current), at: place)
                        if top.count > 3 { top.removeLast() }
                    }
                }
                (before, current) = (current, after)
            }
        }
        return top.map(\.lag)
    }

    /// The normalised correlation at a lag: sample k of this window beside k + lag of the other.
    private func score(
        _ products: UnsafePointer<Float>, lag: Int, _ other: CoarseColumns
    ) -> Float {
        let first = max(0, -lag)
        let end = min(coarse.count, other.count - lag)
        let mine = coarse.energy[end] - coarse.energy[first]
        let theirs = other.energy[end + lag] - other.energy[first + lag]
        guard mine > 0, theirs > 0 else { return -1 }
        let place = lag < 0 ? lag + transform.count : lag
        return products[place] / Float(transform.count) / (mine * theirs).squareRoot()
    }
}
