import Foundation
import Motion

/// The sensor columns of a whole recording.
struct SensorColumns: Sendable {
    enum Sensor { case acceleration, rate }

    var times: [Double]
    /// Acceleration x, y, z, then angular rate x, y, z.
    var axes: [[Double]]
    /// Rotation vector w, x, y, z; empty where there is none.
    var rotations: [[Double]]

    func track(_ sensor: Sensor, from start: Double, to end: Double) -> SensorTrack? {
        let range = indices(from: start, to: end)
        let first = sensor == .acceleration ? 0 : 3
        return SensorTrack(
            seconds: Array(times[range]), x: Array(axes[first][range]),
            y: Array(axes[first + 1][range]), z: Array(axes[first + 2][range]))
    }

    func rotation(from start: Double, to end: Double) -> RotationTrack? {
        guard rotations.count == 4 else { return nil }
        let range = indices(from: start, to: end)
        return SensorTrack(
            seconds: Array(times[range]), x: Array(rotations[1][range]),
            y: Array(rotations[2][range]), z: Array(rotations[3][range])
        ).flatMap { RotationTrack(vector: $0, scalar: Array(rotations[0][range])) }
    }

    private func indices(from start: Double, to end: Double) -> Range<Int> {
        let first = times.firstIndex { $0 >= start } ?? times.count
        let last = times[first...].firstIndex { $0 >= end } ?? times.count
        return first..<min(last, first + SensorTrack.countMax)
    }
}
