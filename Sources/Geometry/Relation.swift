import CGEOS

/// A relation between two planar geometries, as the OGC simple features define them.
enum Relation: CaseIterable {
    case intersects, disjoint, contains, within, covers, coveredBy
    case touches, crosses, overlaps, equals

    /// The name in messages.
    var name: String { "\(self)" }

    /// GEOS' own function: 0, 1, or 2 for an exception.
    var test: (GEOSContextHandle_t, OpaquePointer, OpaquePointer) -> CChar {
        switch self {
        case .intersects: GEOSIntersects_r
        case .disjoint: GEOSDisjoint_r
        case .contains: GEOSContains_r
        case .within: GEOSWithin_r
        case .covers: GEOSCovers_r
        case .coveredBy: GEOSCoveredBy_r
        case .touches: GEOSTouches_r
        case .crosses: GEOSCrosses_r
        case .overlaps: GEOSOverlaps_r
        case .equals: GEOSEquals_r
        }
    }
}
