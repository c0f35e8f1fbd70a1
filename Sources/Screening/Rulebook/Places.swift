import Attendance
import Geometry

/// The geofences of an organization, indexed by position and by signal.
struct Places: Sendable {
    /// The geofences; an index into them is what everything else here speaks of.
    let fences: [Fence]
    /// Their areas in space.
    let areas: FenceIndex
    /// Their radio signals.
    let signals: Signals
    /// Whether some of them count on certain days only.
    let havePeriods: Bool
    /// What had to be left out.
    let faults: [GeofenceFault]
    /// About how many bytes all of this takes.
    let cost: Int

    /// No place at all.
    static let none = PlacesBuilder().places
}

/// Gathers geofences one by one, so that a compiler of many can pause in between.
struct PlacesBuilder {
    private var fences: [Fence] = []
    private var signals = Signals()
    private var faults: [GeofenceFault] = []
    private var cost = 0

    /// What has been gathered.
    var places: Places {
        let areas = fences.enumerated().compactMap { index, fence in
            fence.area.map { (id: index, area: $0) }
        }
        return Places(
            fences: fences,
            areas: FenceIndex(areas),
            signals: signals,
            havePeriods: fences.contains { $0.period != nil },
            faults: faults,
            cost: cost
        )
    }

    /// Adds a geofence; one that no longer compiles is left out as far as it does not.
    mutating func add(_ geofence: Geofence) {
        let period = geofence.active.flatMap(Fence.Period.init)
        guard (period == nil) == (geofence.active == nil) else {
            // Without its period it would count on days on which it must not.
            fault(geofence, "its period has no civil dates")
            return
        }
        for network in signals.add(geofence, at: fences.count) {
            fault(geofence, "\(network) is no network")
        }
        fences.append(
            Fence(
                id: geofence.id,
                area: area(of: geofence),
                holes: holes(of: geofence),
                period: period
            )
        )
        cost += 512 + 128 * geofence.vertices + 128 * geofence.signals
    }

    private mutating func area(of geofence: Geofence) -> Area? {
        do throws(ShapeError) {
            let system = CoordinateSystem(geofence.coordinateSystem)
            return try Area(try Shape(geofence.outline), in: system)
        } catch {
            fault(geofence, "\(error)")
            return nil
        }
    }

    /// Each hole as an area of its own, since holes that touch are no valid shape together.
    private func holes(of geofence: Geofence) -> [Area] {
        guard case .polygons(let polygons)? = try? Shape(geofence.outline) else { return [] }
        let system = CoordinateSystem(geofence.coordinateSystem)
        return polygons.flatMap(\.holes).compactMap { ring in
            try? Area(.polygons([Shape.Polygon(shell: ring)]), in: system)
        }
    }

    private mutating func fault(_ geofence: Geofence, _ reason: String) {
        faults.append(GeofenceFault(geofence: geofence.id, reason: reason))
    }
}

extension Geofence {
    /// How many corners the outline has.
    var vertices: Int {
        switch outline {
        case .polygon(let rings): rings.reduce(0) { $0 + $1.count }
        case .multiPolygon(let polygons): polygons.joined().reduce(0) { $0 + $1.count }
        case .circle: 1
        case .corridor(let line, _): line.count
        }
    }

    /// How many radio signals it lists.
    var signals: Int { accessPoints.count + beacons.count + cells.count + networks.count }
}
