/// The phone's own rotation vector: unit quaternions that turn device axes into east, north, up.
public struct RotationTrack: Equatable, Sendable {
    /// The vector part (i, j, k) with its times.
    public let vector: SensorTrack
    /// The scalar part; as long as `vector`.
    public let scalar: [Double]

    /// Returns nil for unequal lengths or values that are not finite. An empty `scalar` is filled in
    /// from the unit norm, as Android's three-value form demands.
    public init?(vector: SensorTrack, scalar: [Double]) {
        let filled = scalar.isEmpty ? Self.scalars(of: vector) : scalar
        guard filled.count == vector.count, SensorTrack.isFinite(filled) else { return nil }
        self.vector = vector
        self.scalar = filled
    }

    /// The quaternion at an index, of unit length; nil for one that has no direction.
    func quaternion(at index: Int) -> Quaternion? {
        Quaternion(
            w: scalar[index],
            x: vector.x[index],
            y: vector.y[index],
            z: vector.z[index]
        ).normalized
    }

    private static func scalars(of vector: SensorTrack) -> [Double] {
        vector.x.indices.map { index in
            let (x, y, z) = (vector.x[index], vector.y[index], vector.z[index])
            return max(0, 1 - x * x - y * y - z * z).squareRoot()
        }
    }
}
