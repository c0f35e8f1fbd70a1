import Attendance
import Foundation
import Geometry
import Timekeeping

/// Judges outlines by Geometry, and positions by the organization's own compiled rulebook.
public struct GeofenceSurveyor: Surveyor {
    private let sources: any RulebookSources
    private let screener: Screener
    private let clock: @Sendable () -> Instant

    /// A surveyor that compares positions with the places that check-ins are judged by.
    public init(
        sources: any RulebookSources, screener: Screener,
        clock: @escaping @Sendable () -> Instant
    ) {
        self.sources = sources
        self.screener = screener
        self.clock = clock
    }

    /// The geofence as it may be kept: valid, or repaired where that was asked for.
    public func survey(
        _ geofence: Geofence, repairing: Bool
    ) throws(OutlineFault) -> Geofence {
        do throws(ShapeError) {
            let shape = try Shape(geofence.outline)
            let system = CoordinateSystem(geofence.coordinateSystem)
            guard repairing else {
                _ = try Area(shape, in: system)
                return geofence
            }
            let repair = try Area.repaired(shape, in: system)
            guard repair.shape != shape else { return geofence }
            var mended = geofence
            mended.outline = Geofence.Outline(repair.shape)
            mended.repair = Geofence.Repair(areaChange: repair.areaChange)
            return mended
        } catch {
            throw OutlineFault(error)
        }
    }

    /// The places nearest to a position, nearest first.
    public func locate(
        _ position: SurveyedPosition, in organization: OrganizationID, limit: Int
    ) async throws(StoreError) -> [PlaceMatch] {
        let revision = try await sources.rulebookRevision(of: organization)
        let rulebook = try await screener.compiled(organization, revision: revision)
        guard let fix = Geometry.Fix(position) else { return [] }
        let places = rulebook.places
        let today = CivilDay(of: clock(), in: rulebook.timeZone)
        let matches = places.areas.judge(fix, limit: limit) { index in
            places.fences[index].period?.contains(today) ?? true
        }
        return matches.map { match in
            PlaceMatch(
                geofence: places.fences[match.id].id,
                outcome: rulebook.policy.place.outcome(of: match, fix: fix),
                distance: match.distance, probability: match.probability)
        }
    }
}

extension Geometry.Fix {
    /// The fix of a position that somebody asks about; nil for one that is off the Earth.
    fileprivate init?(_ position: SurveyedPosition) {
        guard
            let place = Position(
                longitude: position.point.longitude, latitude: position.point.latitude),
            let accuracy = Metres(position.accuracy ?? 0)
        else { return nil }
        self.init(place, in: CoordinateSystem(position.coordinateSystem), accuracy: accuracy)
    }
}

extension Geofence.Outline {
    /// The outline of a shape that Geometry made valid.
    fileprivate init(_ shape: Shape) {
        switch shape {
        case .polygons(let polygons):
            let rings = polygons.map { polygon in
                ([polygon.shell] + polygon.holes).map { $0.map(Geofence.Point.init) }
            }
            self = rings.count == 1 ? .polygon(rings[0]) : .multiPolygon(rings)
        case .circle(let centre, let radius):
            self = .circle(Geofence.Point(centre), radius: radius.value)
        case .corridor(let line, let radius):
            self = .corridor(line.map(Geofence.Point.init), radius: radius.value)
        }
    }
}

extension Geofence.Point {
    fileprivate init(_ vertex: Vertex) {
        self.init(longitude: vertex.longitude, latitude: vertex.latitude)
    }
}

extension OutlineFault {
    /// The fault as admins are told of it.
    fileprivate init(_ error: ShapeError) {
        let location = error.location.map(Geofence.Point.init)
        let isAmbiguous = if case .ambiguousAntimeridian = error { true } else { false }
        self.init(reason: Self.reason(error), location: location, isAmbiguous: isAmbiguous)
    }

    private static func reason(_ error: ShapeError) -> String {
        switch error {
        case .empty: "the geometry is empty"
        case .outOfRange: "a position lies off the Earth, or the whole is wider than 360°"
        case .tooManyVertices(let got, let limit): "\(got) vertices, at most \(limit) are taken"
        case .tooManyHoles(let got, let limit): "\(got) holes, at most \(limit) are taken"
        case .openRing: "a ring does not end where it starts"
        case .tooFewPositions(let got, _): "\(got) positions are too few"
        case .zeroArea: "a ring encloses nothing, or a line has no length"
        case .ambiguousAntimeridian:
            "two consecutive positions lie more than 180° of longitude apart"
        case .radius(_, let limit): "the radius must be above 0 and at most \(limit.value) m"
        case .invalid(let reason, _): reason
        case .unworkable: "the geometry cannot be worked with"
        }
    }
}
