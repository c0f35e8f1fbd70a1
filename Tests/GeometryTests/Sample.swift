import Foundation
import Geometry
import Material

/// Shapes that tests vary by one knob.
enum Sample {
    /// A square with sides of 0.01° in Suzhou.
    static let square = square(from: (120.72, 31.29), to: (120.73, 31.30))

    static func square(from low: (Double, Double), to high: (Double, Double)) -> Shape.Polygon {
        .init(shell: [
            Vertex(low.0, low.1), Vertex(high.0, low.1), Vertex(high.0, high.1),
            Vertex(low.0, high.1), Vertex(low.0, low.1),
        ])
    }

    /// The area, or why there is none.
    static func area(
        _ shape: Shape, in system: CoordinateSystem = .wgs84
    ) -> Result<Area, ShapeError> {
        do throws(ShapeError) {
            return .success(try Area(shape, in: system))
        } catch {
            return .failure(error)
        }
    }

    /// Why a shape is no area; nil for one that is.
    static func fault(of shape: Shape, in system: CoordinateSystem = .wgs84) -> ShapeError? {
        if case .failure(let fault) = area(shape, in: system) { fault } else { nil }
    }

    /// A ring that never crosses itself: corners in order of angle round a centre.
    static func star(
        corners: Int, radius: Double, round centre: Vertex, using random: inout Seeded
    ) -> [Vertex] {
        let angles = (0..<corners).map { _ in Double.random(in: 0..<(2 * .pi), using: &random) }
        // Three fixed corners keep every gap below half a turn.
        var ring = (angles + [0.1, 2.2, 4.3]).sorted().map { angle in
            let length = radius * Double.random(in: 0.4...1, using: &random)
            return Vertex(
                centre.longitude + length * cos(angle),
                centre.latitude + length * sin(angle))
        }
        ring.append(ring[0])
        return ring
    }
}
