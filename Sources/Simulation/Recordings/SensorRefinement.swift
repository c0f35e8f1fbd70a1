import Foundation
import Motion

/// Makes 50 Hz sensors from one-second means of a drive.
///
/// Between the means values run straight, so turns, braking and bends stay those of the recording;
/// a band of vibration whose level follows the speed, and sensor noise, are added.
enum SensorRefinement {
    static func refine(_ coarse: SensorColumns, fixes: [Fix], seed: UInt64) -> SensorColumns {
        var random = SeededRandom(seed: seed)
        let model = PhoneModel.ordinary
        guard let first = coarse.times.first, let last = coarse.times.last else { return coarse }
        let times = stride(from: first, to: last, by: 0.02).map { $0 }
        var axes = [[Double]](repeating: [], count: 6)
        var shaken = [Double](repeating: 0, count: 6)
        var smooth = shaken
        var (row, place) = (0, 0)
        for time in times {
            while row + 2 < coarse.times.count, coarse.times[row + 1] <= time { row += 1 }
            while place + 1 < fixes.count, fixes[place + 1].time <= time { place += 1 }
            let part = (time - coarse.times[row]) / (coarse.times[row + 1] - coarse.times[row])
            let speed = fixes.isEmpty ? 0 : fixes[place].speed ?? 0
            for axis in 0..<6 {
                // Two first-order filters leave a band of about 1…8 Hz.
                shaken[axis] += (random.gaussian() - shaken[axis]) * 0.6
                smooth[axis] += (shaken[axis] - smooth[axis]) * 0.12
                let level =
                    axis < 3 ? 0.05 + 0.03 * min(speed, 20) : 0.004 + 0.001 * min(speed, 20)
                let (from, to) = (coarse.axes[axis][row], coarse.axes[axis][row + 1])
                let noise = axis < 3 ? model.accelerationNoise : model.rateNoise
                axes[axis].append(
                    from + (to - from) * part + level * (shaken[axis] - smooth[axis])
                        + noise * random.gaussian())
            }
        }
        return SensorColumns(times: times, axes: axes, rotations: [])
    }
}
