/// Whether a phone hears what its place sounds like.
///
/// The weight is +4 below a cosine of 0.02, falls in a straight line to 0 at 0.15 and on to −4 at 0.5.
/// A place that was learned from fewer than ten check-ins speaks for fraud with 2 at most: it may have
/// more floors than were heard yet.
public struct CoLocation: Equatable, Sendable {
    /// The cosine below which a scan is of another place.
    public static let elsewhere = 0.02
    /// The cosine that says nothing.
    public static let neutral = 0.15
    /// The cosine from which a scan is of this place.
    public static let here = 0.50

    /// The cosine of what was heard with what the place sounds like, 0…1.
    public let similarity: Double
    /// ln p(cosine | elsewhere) − ln p(cosine | here), −4…4.
    public let weight: Double

    /// Nil when either side has fewer than five access points, which is no evidence.
    public init?(of scan: RadioScan, at place: RadioPlace) {
        guard let similarity = place.similarity(to: scan) else { return nil }
        self.init(similarity: similarity, checkIns: place.checkIns)
    }

    /// The weight of a cosine for a place learned from a number of check-ins.
    public init(similarity: Double, checkIns: Int) {
        self.similarity = similarity
        let weight =
            if similarity < Self.elsewhere {
                4.0
            } else if similarity < Self.neutral {
                4 * (Self.neutral - similarity) / (Self.neutral - Self.elsewhere)
            } else {
                max(-4, 4 * (Self.neutral - similarity) / (Self.here - Self.neutral))
            }
        self.weight = checkIns < RadioPlace.checkInsMin ? min(weight, 2) : weight
    }

    /// The weight of hearing nothing where a place has eight access points or more as a rule: 1.5.
    /// Hearing nothing anywhere else is no evidence.
    public static func weightOfSilence(at place: RadioPlace) -> Double {
        place.usualCount >= 8 && place.checkIns >= RadioPlace.checkInsMin ? 1.5 : 0
    }
}
