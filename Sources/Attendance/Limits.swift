/// The maxima of everything that comes from outside; each is checked before parsing goes further.
public enum Limits {
    /// Characters of an identifier.
    public static let identifierLength = 128
    /// UTF-8 bytes of any string.
    public static let stringLength = 4_096
    /// Nesting of a JSON body.
    public static let depth = 16
    /// Bytes of a check-in body.
    public static let checkInBody = 256 * 1_024
    /// Bytes of an administrative body.
    public static let documentBody = 64 * 1_024
    /// Bytes of one GeoJSON Feature.
    public static let featureBody = 1_024 * 1_024
    /// Bytes of a GeoJSON FeatureCollection.
    public static let featureCollectionBody = 16 * 1_024 * 1_024
    /// Bytes of a dry run of rules.
    public static let previewBody = 4 * 1_024 * 1_024
    /// Bytes of a streamed import.
    public static let importBody = 64 * 1_024 * 1_024
    /// Samples of one motion column.
    public static let samples = 3_000
    /// Fixes of one check-in.
    public static let fixes = 300
    /// Access points of one scan.
    public static let scan = 500
    /// Beacons or cells of one check-in.
    public static let signals = 200
    /// Package ids of one device.
    public static let installedApps = 2_000
    /// Rule ids that a device may report.
    public static let matchedRules = 500
    /// Components of a face vector.
    public static let faceDimension = 64...1_024
    /// Access points, beacons, cells or networks of one geofence.
    public static let geofenceSignals = 2_000
    /// Vertices of one geofence, closing positions left out.
    public static let vertices = 10_000
    /// Holes of one geofence.
    public static let holes = 100
    /// Features of one import.
    public static let features = 10_000
    /// Versions of one rule that are kept.
    public static let ruleVersions = 100
    /// Members of one group.
    public static let groupMembers = 100_000
    /// How far ahead a membership may be said to end, in milliseconds.
    public static let closingMilliseconds: Int64 = 366 * 86_400 * 1_000
    /// UTF-8 bytes of the reason of a legal hold.
    public static let holdReason = 1_024
    /// Webhooks of one organization.
    public static let webhooks = 20
    /// Requests of one member that wait for an answer or had one.
    public static let requests = 200
    /// How many years the day of a request may lie from today.
    public static let requestYears = 10
    /// Days of one listing of workdays.
    public static let workdaySpan = 400
    /// Rows of one page of a list.
    public static let page = 1...1_000
    /// Streams of events that an organization may have open at once.
    public static let eventStreams = 64
    /// Bytes of answers to an import or batch that wait while the client still sends.
    public static let answerBytes = 48 * 1_024 * 1_024
    /// Bytes of such answers that wait in all requests together.
    public static let allAnswerBytes = 128 * 1_024 * 1_024
    /// Pages of check-ins that do not count which one answer tells, of each verdict.
    public static let uncountedPages = 10
    /// Devices that one member may register.
    public static let devices = 16
    /// Challenges of one member that wait to be used.
    public static let challenges = 16
    /// How long a challenge lasts, in milliseconds.
    public static let challengeMilliseconds: Int64 = 120_000
    /// How far the device's clock may be from the server's, in milliseconds.
    public static let clockSkewMilliseconds: Int64 = 15 * 60 * 1_000
    /// How old a check-in from a device's queue may be, in milliseconds.
    public static let queuedAgeMilliseconds: Int64 = 72 * 3_600 * 1_000
    /// Motions of one member that are kept to be compared with later ones.
    public static let motionHistory = 0...50
    /// For how long evidence is known when it comes again, in milliseconds.
    public static let recurrenceMilliseconds: Int64 = 30 * 86_400 * 1_000
    /// For how many days a backup's earlier copies may open.
    public static let backupDays = 0...3_650
    /// How often a check-in is judged again when what it is judged by changed meanwhile.
    public static let judgements = 8
}
