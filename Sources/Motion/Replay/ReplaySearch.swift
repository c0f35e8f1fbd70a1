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

    /// The coarse correlation below which two windows are not compared further.
    static let gate: Float = 0.6

    private let transform: FourierTransform
    private let coarse: CoarseColumns
    private let spectrum: [Float]
    private let motion: UniformMotion

    /// Prepares a window. Returns nil for a still phone, whose noise resembles nothing and everything,
    /// and for less than 5 s.
    public init?(_ movement: Movement) {
        let motion = movement.motion
        guard movement.motionClass != .still, motion.hasGyroscope,
            motion.duration > Self.overlapMin, motion.rate == UniformMotion.standardRate
        else { return nil }
        coarse = CoarseColumns(motion, limit: 500)
        // One transform length for all: earlier windows are searched over 20 s, or this one's length.
        let room = coarse.count + max(coarse.count, Int(20 * CoarseColumns.rate))
        guard let transform = FourierTransform.shared(count: FourierTransform.length(holding: room))
        else { return nil }
        self.transform = transform
        self.motion = motion
        spectrum = coarse.spectrum(by: transform)
    }

    /// The best match among earlier windows; nil when none overlaps by 5 s.
    ///
    /// A replay that was sped up or slowed down by 2 % correlates with 0.5 only. The second pass, for
    /// windows that are suspicious already, tries other speeds at as many times the cost.
    public func best(in windows: [MotionWindow], speeds: [Double] = [1]) -> ReplayMatch? {
        var best: ReplayMatch?
        var fine = FineColumns(motion)
        var waiting: [(index: Int, window: MotionWindow)] = []
        waiting.reserveCapacity(CoarseQuartet.lanes)
        func compare() {
            let peaks = CoarseQuartet(waiting.map(\.window), beside: coarse, spectrum, transform)
                .peaks
            for (entry, peaks) in zip(waiting, peaks) {
                guard let found = match(entry.window, peaks, &fine),
                    found.score > best?.score ?? -2
                else { continue }
                best = ReplayMatch(score: found.score, index: entry.index, lag: found.lag)
            }
            waiting.removeAll(keepingCapacity: true)
        }
        for (index, window) in windows.enumerated() {
            for speed in speeds {
                guard let played = speed == 1 ? window : window.played(at: speed),
                    Double(played.count) / MotionWindow.rate > Self.overlapMin
                else { continue }
                waiting.append((index, played))
                if waiting.count == CoarseQuartet.lanes { compare() }
            }
        }
        if !waiting.isEmpty { compare() }
        return best
    }

    /// The speeds of the second pass.
    public static let secondPass = [0.97, 0.98, 0.99, 1, 1.01, 1.02, 1.03]

    /// The best score and lag against one window: the coarse ones where they are below the gate.
    private func match(
        _ window: MotionWindow, _ peaks: [CoarsePeak], _ fine: inout FineColumns
    ) -> (score: Double, lag: Double)? {
        guard let highest = peaks.first else { return nil }
        guard highest.score >= Self.gate else {
            return (Double(highest.score), Double(highest.lag) / CoarseColumns.rate)
        }
        let other = AxisColumns(window)
        var best: (score: Double, lag: Double)?
        for peak in peaks {
            let found = climb(from: 4 * peak.lag, fine.columns, other)
            if found.score > best?.score ?? -2 { best = found }
        }
        return best
    }

    /// The peak near a lag in half samples: magnitudes in steps of two, then of one, then a parabola;
    /// there the six axes. The better of the two counts, for a phone turned by any angle keeps its
    /// magnitudes and one that only turns keeps its axes.
    private func climb(
        from lag: Int, _ fine: [AxisColumns], _ other: AxisColumns
    ) -> (score: Double, lag: Double) {
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
}

/// The six axes of the window at hand at 25 Hz, the second set half a sample later; made when needed.
private struct FineColumns {
    private let motion: UniformMotion
    private var made: [AxisColumns] = []

    init(_ motion: UniformMotion) {
        self.motion = motion
    }

    var columns: [AxisColumns] {
        mutating get {
            if made.isEmpty {
                made = [AxisColumns(motion, shift: 0), AxisColumns(motion, shift: 1)]
            }
            return made
        }
    }
}
