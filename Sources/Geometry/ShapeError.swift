/// Why a shape is not an area.
public enum ShapeError: Error, Equatable, Sendable {
    /// Nothing to build from: no polygon, a ring or a line without vertices.
    case empty
    /// A vertex is undefined, beyond ±360° of longitude or ±90° of latitude, or the whole is wider
    /// than 360°; of a corridor, beyond 88° of latitude.
    case outOfRange(Vertex)
    /// More vertices than allowed; closing positions do not count.
    case tooManyVertices(got: Int, limit: Int)
    /// More holes than allowed.
    case tooManyHoles(got: Int, limit: Int)
    /// A ring whose last position differs from its first, which is given.
    case openRing(Vertex)
    /// A ring of fewer than four positions, the closing one included; a line of fewer than two.
    case tooFewPositions(got: Int, Vertex)
    /// A ring or a line that encloses or spans nothing.
    case zeroArea(Vertex)
    /// Two consecutive positions within ±180° lie more than 180° of longitude apart: which way
    /// round the Earth the edge runs cannot be known. Split the shape, or run beyond ±180°.
    case ambiguousAntimeridian(Vertex)
    /// A radius of zero, or one above the limit.
    case radius(Metres, limit: Metres)
    /// GEOS' reason, such as `Self-intersection`, and the place where it found it.
    case invalid(reason: String, Vertex)
    /// GEOS could not work with the shape at all; its own message.
    case unworkable(String)

    /// Where the fault lies; nil where it is not at one place.
    public var location: Vertex? {
        switch self {
        case .outOfRange(let vertex), .openRing(let vertex), .zeroArea(let vertex),
            .tooFewPositions(_, let vertex), .ambiguousAntimeridian(let vertex),
            .invalid(_, let vertex):
            vertex.longitude.isFinite && vertex.latitude.isFinite ? vertex : nil
        case .empty, .tooManyVertices, .tooManyHoles, .radius, .unworkable:
            nil
        }
    }

    /// Whether `Area.repaired` may help: the fault lies in how rings are drawn.
    public var isRepairable: Bool {
        switch self {
        case .invalid, .openRing, .tooFewPositions, .zeroArea: true
        case .empty, .outOfRange, .tooManyVertices, .tooManyHoles, .ambiguousAntimeridian, .radius,
            .unworkable:
            false
        }
    }
}
