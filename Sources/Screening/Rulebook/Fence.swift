import Attendance
import Geometry

/// A geofence ready for judging.
struct Fence: Sendable {
    /// Names the geofence.
    let id: GeofenceID
    /// Its area; nil when its outline no longer compiles and only its signals count.
    let area: Area?
    /// Its holes, to tell an excluded position from one that is merely outside.
    let holes: [Area]
    /// The days on which it counts; nil for always.
    let period: Period?

    /// Whether a position lies in one of the holes.
    func excludes(_ fix: Geometry.Fix) -> Bool {
        holes.contains { $0.covers(fix.position, in: fix.system) }
    }

    /// Civil days from the first to the last, both included.
    struct Period: Sendable {
        private let first: CivilDay?
        private let last: CivilDay?

        /// Returns nil where an end is no civil date.
        init?(_ period: Geofence.Period) {
            first = period.from.flatMap(CivilDay.init)
            last = period.to.flatMap(CivilDay.init)
            guard (first == nil) == (period.from == nil), (last == nil) == (period.to == nil)
            else { return nil }
        }

        /// Whether a day lies in the period.
        func contains(_ day: CivilDay) -> Bool {
            (first.map { $0 <= day } ?? true) && (last.map { day <= $0 } ?? true)
        }
    }
}

extension Shape {
    /// The shape of an outline as an admin drew it.
    ///
    /// - Throws: `radius` for one that is no length; all else is judged by `Area`.
    init(_ outline: Geofence.Outline) throws(ShapeError) {
        switch outline {
        case .polygon(let rings): self = .polygons([Polygon(rings)])
        case .multiPolygon(let polygons): self = .polygons(polygons.map(Polygon.init))
        case .circle(let centre, let radius):
            self = .circle(centre: Vertex(centre), radius: try Self.metres(radius))
        case .corridor(let line, let radius):
            self = .corridor(line: line.map(Vertex.init), radius: try Self.metres(radius))
        }
    }

    private static func metres(_ radius: Double) throws(ShapeError) -> Metres {
        guard let metres = Metres(radius) else {
            throw .radius(.zero, limit: Geometry.Limits.radius)
        }
        return metres
    }
}

extension Shape.Polygon {
    /// The polygon of rings in GeoJSON's order: outer ring first.
    init(_ rings: [[Geofence.Point]]) {
        let rings = rings.map { $0.map(Vertex.init) }
        self.init(shell: rings.first ?? [], holes: Array(rings.dropFirst()))
    }
}

extension Vertex {
    /// The corner at a point of an outline.
    init(_ point: Geofence.Point) { self.init(point.longitude, point.latitude) }
}
