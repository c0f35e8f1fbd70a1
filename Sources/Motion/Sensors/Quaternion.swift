import Foundation

/// A rotation as w + xi + yj + zk, device to world unless said otherwise.
struct Quaternion: Equatable, Sendable {
    var w: Double
    var x: Double
    var y: Double
    var z: Double

    /// The same direction with unit length; nil when there is none.
    var normalized: Quaternion? {
        let norm = (w * w + x * x + y * y + z * z).squareRoot()
        guard norm > 1e-9, norm.isFinite else { return nil }
        return Quaternion(w: w / norm, x: x / norm, y: y / norm, z: z / norm)
    }

    var conjugate: Quaternion { Quaternion(w: w, x: -x, y: -y, z: -z) }

    /// The world's up expressed in device axes: the third row of the rotation matrix.
    var up: SIMD3<Double> {
        SIMD3(2 * (x * z - w * y), 2 * (y * z + w * x), w * w - x * x - y * y + z * z)
    }

    /// The angle of this rotation in radians, 0…π.
    var angle: Double {
        let sine = (x * x + y * y + z * z).squareRoot()
        return 2 * atan2(sine, abs(w))
    }

    static func * (left: Quaternion, right: Quaternion) -> Quaternion {
        Quaternion(
            w: left.w * right.w - left.x * right.x - left.y * right.y - left.z * right.z,
            x: left.w * right.x + left.x * right.w + left.y * right.z - left.z * right.y,
            y: left.w * right.y - left.x * right.z + left.y * right.w + left.z * right.x,
            z: left.w * right.z + left.x * right.y - left.y * right.x + left.z * right.w
        )
    }
}
