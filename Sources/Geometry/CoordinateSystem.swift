import Foundation

/// A coordinate system in which phones and maps give longitude and latitude.
///
/// It is always declared, never guessed. GCJ-02 and BD-09 shift positions in China by up to 700 m
/// and 1.3 km; both are in force in a box (72.004–137.8347° E, 0.8293–55.8271° N) and equal WGS-84
/// outside of it.
public enum CoordinateSystem: String, CaseIterable, Hashable, Sendable {
    /// The system of GNSS receivers.
    case wgs84
    /// The shifted system that Chinese maps must use.
    case gcj02
    /// Baidu's own shift on top of GCJ-02.
    case bd09

    /// The position in this system of a place given in WGS-84; exact but for rounding.
    public func fromWGS84(_ position: Position) -> Position {
        guard self != .wgs84, Shift.isInForce(position.degrees) else { return position }
        let shifted = Shift.gcj02(position.degrees)
        return Position(self == .gcj02 ? shifted : Shift.bd09(shifted))
    }

    /// The place in WGS-84 of a position given in this system.
    ///
    /// Undoing `fromWGS84` is within 1 mm. On the border of the box two places share one image in a
    /// strip outside of it, and a strip inside has no place at all, because the shift begins at
    /// once; of two places the one nearer to the border is returned.
    /// - Complexity: At most `Shift.rounds` evaluations, whatever the input.
    public func toWGS84(_ position: Position) -> Position {
        switch self {
        case .wgs84:
            return position
        case .gcj02:
            return Position(Shift.undo(position.degrees) { Shift.gcj02($0) })
        case .bd09:
            return Position(Shift.undo(position.degrees) { Shift.bd09(Shift.gcj02($0)) })
        }
    }

    /// The same place in another system.
    public func convert(_ position: Position, to other: CoordinateSystem) -> Position {
        self == other ? position : other.fromWGS84(toWGS84(position))
    }
}

extension Position {
    /// Longitude and latitude as a vector.
    var degrees: SIMD2<Double> { SIMD2(longitude, latitude) }

    /// Wraps and clamps a vector of degrees.
    init(_ degrees: SIMD2<Double>) {
        self.init(wrapping: degrees.x, degrees.y)
    }
}
