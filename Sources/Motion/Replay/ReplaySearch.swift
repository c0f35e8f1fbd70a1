import Foundation

/// Looks for one window's motion in earlier windows: normalised cross-correlation over six axes, and
/// over the magnitudes |a| and |ω|.
///
/// Axes are taken about their running means, and the three of acceleration and the three of rotation
/// are scaled to equal energy. Lags that leave less than 5 s in common are not considered. First the
/// magnitudes |a| and |ω|, which no turn of the phone changes, are correlated at 12.5 Hz for all lags
/// at once by Fourier transform, two real columns to a complex one; then the six axes at 25 Hz are
/// compared near the best two lags, at half-sample steps, and a parabola gives the peak.
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
        guard let transform = FourierTransform.shared(count: FourierTransform.length(holding: room))
        else { return nil }
        self.transform = transform
        spectrum = coarse.spectrum(by: transform)
    }

    /// The best match among earlier windows; nil when none overlaps by 5 s.
    ///
    /// A replay that was sped up or slowed down by 2 % correlates with 0.5 only. The second pass, for
    /// windows that are suspicious already, tries other speeds at as many times the cost.
    public func best(in windows: [MotionWindow], speeds: [Double] = [1]) -> ReplayMatch? {
        var best: ReplayMatch?
        for (index, window) in windows.enumerated() {
            for speed in speeds {
                guard let played = speed == 1 ? window : window.played(at: speed),
                    let found = match(played), found.score > best?.score ?? -2
                else { continue }
                best = ReplayMatch(score: found.score, index: index, lag: found.lag)
            }
        }
        return best
    }

    /// The speeds of the second pass.
    public static let secondPass = [0.97, 0.98, 0.99, 1, 1.01, 1.02, 1.03]

    /// The best score and lag against one window.
    func match(_ window: MotionWindow) -> (score: Double, lag: Double)? {
        let other = AxisColumns(window)
        guard Double(other.count) / MotionWindow.rate > Self.overlapMin else { return nil }
        let rough = CoarseColumns(other, limit: transform.count - coarse.count)
        var best: (score: Double, lag: Double)?
        for lag in peaks(with: rough) {
            let found = climb(from: 4 * lag, other)
            if found.score > best?.score ?? -2 { best = found }
        }
        return best
    }

    /// The peak near a lag in half samples: magnitudes in steps of two, then of one, then a parabola;
    /// there the six axes. The better of the two counts, for a phone turned by any angle keeps its
    /// magnitudes and one that only turns keeps its axes.
    private func climb(from lag: Int, _ other: AxisColumns) -> (score: Double, lag: Double) {
        func score(_ step: Int) -> Double {
            fine[step & 1].magnitudeCorrelation(with: other, lag: (step + (step & 1)) >> 1)
        }
        var top = lag
        var height = score(lag)
        for step in [lag - 4, lag - 2, lag + 2, lag + 4] {
            let found = score(step)
            if found > height { (top, height) = (step, found) }
        }
        let (left, right) = (score(top - 1), score(top + 1))
        if max(left, right) > height {
            top += left > right ? -1 : 1
            height = max(left, right)
        } else if left > -1, right > -1 {
            let bend = left - 2 * height + right
            if bend < -1e-9 { height -= (left - right) * (left - right) / (8 * bend) }
        }
        func axes(_ step: Int) -> Double {
            fine[step & 1].correlation(with: other, lag: (step + (step & 1)) >> 1)
        }
        let along = axes(top)
        height = max(height, along)
        // Neighbours matter only near the scores that mean a replay.
        if along > 0.6 { height = max(height, axes(top - 1), axes(top + 1)) }
        return (min(height, 1), Double(top) / (2 * MotionWindow.rate))
    }

    /// The two best lags at 12.5 Hz by normalised correlation of magnitudes; the second only where it is
    /// above 0.45 and nearly as high.
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
                    if place < 2 {
                        top.insert((lag, current), at: place)
                        if top.count > 2 { top.removeLast() }
                    }
                }
                (before, current) = (current, after)
            }
        }
        guard top.count == 2, top[1].score < max(0.45, 0.85 * top[0].score) else {
            return top.map(\.lag)
        }
        return [top[0].lag]
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
