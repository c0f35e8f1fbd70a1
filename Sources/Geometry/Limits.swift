/// The bounds of one shape (TRUST S6).
public enum Limits {
    /// Vertices of one shape; closing positions do not count.
    public static let vertices = 10_000

    /// Holes of one shape, over all its polygons.
    public static let holes = 100

    /// The largest radius of a circle or a corridor: 2,000 km, far beyond any place of work.
    public static let radius = Metres(known: 2_000_000)
}
