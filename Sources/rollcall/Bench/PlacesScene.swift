import Foundation
import Geometry

/// The fences and probes of the benchmark: formulae, so that three languages draw the same.
enum PlacesScene {
    /// Fence `number` of `count`, on a square grid of 0.01° over the south of Jiangsu.
    static func fence(_ number: Int, of count: Int, vertices: Int) -> Shape.Polygon {
        let centre = centre(number, of: count)
        var ring = (0..<vertices).map { corner in
            let angle = 2 * Double.pi * Double(corner) / Double(vertices)
            let wave = 1 + 0.3 * sin(5 * angle + Double(number)) + 0.1 * sin(9 * angle)
            return Vertex(
                centre.longitude + 0.002 * wave * cos(angle),
                centre.latitude + 0.002 * wave * sin(angle))
        }
        ring.append(ring[0])
        return Shape.Polygon(shell: ring)
    }

    /// 4,096 of them, as positions.
    static func positions(fences: Int) -> [Position] {
        probes(4_096, fences: fences).compactMap {
            Position(longitude: $0.longitude, latitude: $0.latitude)
        }
    }

    /// Probes within 0.004° of the centre of one fence after another.
    static func probes(_ count: Int, fences: Int) -> [Vertex] {
        (0..<count).map { number in
            let home = centre(number * 7_919 % fences, of: fences)
            let east = (Double(number) * 0.618_033_988_75).truncatingRemainder(dividingBy: 1)
            let north = (Double(number) * 0.754_877_666_25).truncatingRemainder(dividingBy: 1)
            return Vertex(
                home.longitude + 0.008 * (east - 0.5), home.latitude + 0.008 * (north - 0.5))
        }
    }

    /// The centre of fence `number` of `count`.
    static func centre(_ number: Int, of count: Int) -> Vertex {
        let side = Int(Double(count).squareRoot().rounded(.up))
        return Vertex(
            120.5 + 0.01 * Double(number % side), 31.2 + 0.01 * Double(number / side))
    }
}
