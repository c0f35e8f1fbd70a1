/// Judges outlines that admins draw, and positions against an organization's places.
public protocol Surveyor: Sendable {
    /// The geofence as it may be kept: its outline valid, repaired where that was asked for.
    ///
    /// - Throws: What is wrong with the outline.
    func survey(_ geofence: Geofence, repairing: Bool) throws(OutlineFault) -> Geofence

    /// The places nearest to a position, nearest first; only those in force today.
    ///
    /// - Throws: ``StoreError`` when the places cannot be read.
    func locate(
        _ position: SurveyedPosition, in organization: OrganizationID, limit: Int
    ) async throws(StoreError) -> [PlaceMatch]
}

/// What is wrong with an outline.
public struct OutlineFault: Error, Hashable, Sendable {
    /// The reason in English.
    public let reason: String
    /// Where it is wrong, in the outline's own coordinate system; nil when it is wrong as a whole.
    public let location: Geofence.Point?
    /// Whether the outline may cross ±180° in two ways.
    public let isAmbiguous: Bool

    /// A fault as its parts say.
    public init(reason: String, location: Geofence.Point? = nil, isAmbiguous: Bool = false) {
        self.reason = reason
        self.location = location
        self.isAmbiguous = isAmbiguous
    }
}

/// A position to compare with an organization's places.
public struct SurveyedPosition: Hashable, Sendable {
    /// Where, in degrees of the system.
    public let point: Geofence.Point
    /// The 68 % radius in metres; nil or 0 for an exact position.
    public let accuracy: Double?
    /// The system that the position is given in.
    public let coordinateSystem: CoordinateSystemName

    /// A position as its parts say.
    public init(
        point: Geofence.Point, accuracy: Double?, coordinateSystem: CoordinateSystemName
    ) {
        self.point = point
        self.accuracy = accuracy
        self.coordinateSystem = coordinateSystem
    }
}

/// How a position lies to one place.
public struct PlaceMatch: Hashable, Sendable {
    /// The place.
    public let geofence: GeofenceID
    /// Whether the position is inside, as far as its accuracy allows to tell.
    public let outcome: Place.Outcome
    /// Metres to the boundary, negative inside.
    public let distance: Double
    /// The probability that the true position is inside, 0…1.
    public let probability: Double

    /// A match as its parts say.
    public init(
        geofence: GeofenceID, outcome: Place.Outcome, distance: Double, probability: Double
    ) {
        self.geofence = geofence
        self.outcome = outcome
        self.distance = distance
        self.probability = probability
    }
}
