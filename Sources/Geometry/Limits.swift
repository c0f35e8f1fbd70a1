/// The bounds of one shape (TRUST S6).
public enum Limits {
    /// Vertices of one shape; closing positions do not count.
    public static let vertices = 10_000

    /// Holes of one shape, over all its polygons.
    public static let holes = 100

    /// The largest radius of a circle: 2,000 km, far beyond any place of work.
    public static let radius = Metres(known: 2_000_000)

    /// The largest radius of a corridor: 50 km.
    public static let corridorRadius = Metres(known: 50_000)

    /// Degrees of latitude that a corridor must keep away from; polygons and circles may hold a
    /// pole.
    static let corridorLatitude = 88.0
}
