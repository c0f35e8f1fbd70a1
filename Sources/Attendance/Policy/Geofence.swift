/// A place where work is done, as an admin drew it.
public struct Geofence: Hashable, Codable, Sendable {
    /// Names the place.
    public let id: GeofenceID
    /// What people call it.
    public var name: String
    /// Its outline, in its own coordinate system.
    public var outline: Outline
    /// The system that the outline is given and returned in.
    public var coordinateSystem: CoordinateSystemName
    /// The access points that prove the place.
    public var accessPoints: [AccessPoint] = []
    /// The beacons that prove the place.
    public var beacons: [BeaconSignal] = []
    /// The cells that suggest the place.
    public var cells: [CellSignal] = []
    /// The networks (`10.1.0.0/16`) that a request from the place comes from.
    public var networks: [String] = []
    /// When the place counts; nil for always.
    public var active: Period?
    /// The members of the client's document that were passed over.
    public var ignored: [String] = []
    /// How the outline was repaired, if it was.
    public var repair: Repair?

    /// A place without signals that always counts.
    public init(
        id: GeofenceID,
        name: String,
        outline: Outline,
        coordinateSystem: CoordinateSystemName
    ) {
        self.id = id
        self.name = name
        self.outline = outline
        self.coordinateSystem = coordinateSystem
    }

    /// A position as RFC 7946 orders it.
    public struct Point: Hashable, Codable, Sendable {
        /// Degrees east.
        public let longitude: Double
        /// Degrees north.
        public let latitude: Double

        /// A position as given; its ranges are judged with the outline.
        public init(longitude: Double, latitude: Double) {
            self.longitude = longitude
            self.latitude = latitude
        }
    }

    /// The shape of a place; rings are closed (first position repeated last), the first is the outer one.
    public enum Outline: Hashable, Codable, Sendable {
        /// One polygon: outer ring and holes.
        case polygon([[Point]])
        /// Several polygons.
        case multiPolygon([[[Point]]])
        /// A circle: centre and radius in metres.
        case circle(Point, radius: Double)
        /// All within so many metres of a line.
        case corridor([Point], radius: Double)
    }

    /// Civil dates, both inclusive, in the organization's zone.
    public struct Period: Hashable, Codable, Sendable {
        /// The first day, `yyyy-MM-dd`; nil for since ever.
        public let from: String?
        /// The last day, `yyyy-MM-dd`; nil for open-ended.
        public let to: String?

        /// A period as its ends say.
        public init(from: String?, to: String?) {
            self.from = from
            self.to = to
        }

        /// Whether a civil date `yyyy-MM-dd` lies in the period.
        public func contains(_ date: String) -> Bool {
            (from.map { $0 <= date } ?? true) && (to.map { date <= $0 } ?? true)
        }
    }

    /// What a repair did to an outline.
    public struct Repair: Hashable, Codable, Sendable {
        /// The area after the repair less the area before it, in m².
        public let areaChange: Double

        /// A repair that changed the area by so much.
        public init(areaChange: Double) { self.areaChange = areaChange }
    }
}
