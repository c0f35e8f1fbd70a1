import Attendance
import Foundation
import Geometry
import Motion
import Timekeeping

/// A check-in as the checks see it: without what the policy switches off, its fixes made one.
struct Evidence: Sendable {
    /// The check-in, stripped of the kinds of evidence that are off.
    let checkIn: CheckIn
    /// The position that decides, in the system it was given in or else WGS-84; nil without a fix.
    let fix: Geometry.Fix?
    /// Whether the device told how accurate the position is.
    let isAccuracyKnown: Bool
    /// What its fixes and motion sensors say of each other; nil when it carries too little of both.
    let motion: MotionJudgement?

    private let day: CivilDay?
    /// The places of the member's group; nil for all.
    private let groupPlaces: Set<GeofenceID>?

    /// Fixes that are so much older than the newest, in milliseconds, no longer tell where it is.
    private static let window = 20_000.0

    /// Prepares a check-in for the checks of a rulebook.
    ///
    /// - Parameter judgesMotion: Whether the sensors are judged, which is most of the work.
    init(_ checkIn: CheckIn, for rulebook: CompiledRulebook, judgesMotion: Bool = true) {
        let kept = checkIn.keeping(rulebook.policy.evidence)
        self.checkIn = kept
        day =
            rulebook.places.havePeriods
            ? CivilDay(of: checkIn.occurredAt, in: rulebook.timeZone) : nil

        groupPlaces = rulebook.groupPlaces
        motion = judgesMotion ? MotionEvidence(kept).map { MotionJudgement(of: $0) } : nil
        let fixes = kept.location?.fixes ?? []
        let newest = fixes.reduce(-Double.infinity) { max($0, $1.t) }
        let recent = fixes.filter { newest - $0.t <= Self.window }
        // Beside fixes of known accuracy one of unknown accuracy would count as exact.
        let measured = recent.filter { $0.accuracy != nil }
        isAccuracyKnown = !measured.isEmpty
        let system = CoordinateSystem(kept.location?.coordinateSystem ?? .wgs84)
        let usable = (measured.isEmpty ? recent : measured).compactMap {
            Geometry.Fix($0, in: system)
        }
        fix = usable.count > 1 ? Geometry.Fix.fused(usable) : usable.first
    }

    /// The position that decides, as the record keeps it.
    var position: Record.Position? {
        guard let fix = fix?.inWGS84 else { return nil }
        return Record.Position(
            latitude: fix.position.latitude,
            longitude: fix.position.longitude,
            accuracy: isAccuracyKnown ? fix.accuracy.value : nil
        )
    }

    /// What looks for the phone's motion among others; nil for one that lay still.
    var search: ReplaySearch? { motion?.movement.flatMap(ReplaySearch.init) }

    /// Whether the sensors say that the phone lay still.
    var isStill: Bool { motion?.movement?.motionClass == .still }

    /// Whether a place counts for this check-in: in force on its day, one of the member's group
    /// and, at a kiosk, the kiosk's.
    func counts(_ fence: Fence) -> Bool {
        if let groupPlaces, !groupPlaces.contains(fence.id) { return false }
        if let kiosk = checkIn.kiosk, !kiosk.contains(fence.id) { return false }
        guard let period = fence.period else { return true }
        return day.map(period.contains) ?? false
    }
}

extension CoordinateSystem {
    /// The system of a declared name.
    init(_ name: CoordinateSystemName) {
        switch name {
        case .wgs84: self = .wgs84
        case .gcj02: self = .gcj02
        case .bd09: self = .bd09
        }
    }
}

extension Geometry.Fix {
    /// Returns nil where the fix is nowhere on Earth.
    init?(_ fix: Attendance.Fix, in system: CoordinateSystem) {
        guard let position = Position(longitude: fix.longitude, latitude: fix.latitude) else {
            return nil
        }
        self.init(position, in: system, accuracy: fix.accuracy.flatMap(Metres.init) ?? .zero)
    }
}
