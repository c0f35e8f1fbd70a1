import Apps
import Attendance
import Faces
import Foundation
import Geometry
import Motion
import Timekeeping

/// What an organization has configured, prepared for the checks.
///
/// Each part serves some of the checks: `places` those of position and signals. What a later check
/// needs prepared (face models, a blocklist) becomes another part, made in `compile`.
public struct CompiledRulebook: Rulebook {
    /// What the organization demands, or the group that it is bound to.
    public private(set) var policy: Policy
    /// The version of that policy: of the policy itself, or of the group that has its own.
    public private(set) var policyVersion: Int64
    /// The group whose own policy it is; nil for the organization's.
    public private(set) var policyGroup: String?
    /// The revision that it was compiled from.
    public let revision: Int64
    /// The geofences that had to be left out.
    public var faults: [GeofenceFault] { places.faults }

    /// The rules of work.
    public let library: RuleLibrary?
    /// How its reviews correct the score.
    public let calibration: Calibration
    /// The zone of the organization's civil dates.
    let timeZone: TimeZone
    /// Where its work is done.
    let places: Places
    /// Where the group works that it is bound to; nil for everywhere.
    private(set) var groupPlaces: Set<GeofenceID>?
    /// How faces are compared, by the ids of their models.
    private(set) var faceModels: [String: FaceModel]
    /// The models as they were written, without what the policy says of them.
    private let writtenModels: [FaceModel]
    /// What must not be installed.
    let blocklist: Blocklist

    private init(_ source: RulebookSource, places: Places) {
        policy = source.policy
        policyVersion = source.policyVersion
        revision = source.revision
        library = source.library
        calibration = source.calibration.bounded
        timeZone = TimeZone(identifier: source.organization.timeZone) ?? .gmt
        self.places = places
        writtenModels = source.faceModels
        faceModels = Self.held(source.faceModels, to: source.policy.face)
        blocklist = Blocklist(
            defaults: .shipped, organization: source.blocklist.rules,
            organizationRevision: source.blocklist.revision, retiredIDs: source.blocklist.everyID)
    }

    private static func held(
        _ models: [FaceModel], to rule: Policy.FaceRule
    ) -> [String: FaceModel] {
        Dictionary(models.map { ($0.id, $0.held(to: rule)) }, uniquingKeysWith: { $1 })
    }

    /// The rulebook of one member: under the policy and at the places of the member's group.
    public func bound(to member: MemberID, at instant: Instant) -> any Rulebook {
        guard let demands = library?.demands(on: member, at: instant) else { return self }
        var own = self
        if let policy = demands.policy {
            own.policy = policy
            own.policyVersion = demands.version
            own.policyGroup = demands.group
            own.faceModels = Self.held(writtenModels, to: policy.face)
        }
        if !demands.geofences.isEmpty { own.groupPlaces = demands.geofences }
        return own
    }

    /// The revision of its blocklist.
    public var blocklistRevision: Int64? { blocklist.revision }

    /// The check-in as it may be judged and kept; a raw list of apps is matched here and dropped.
    ///
    /// - Throws: `rawAppList`, `unknownRule`, `unknownFaceModel`, `wrongDimension`.
    public func admit(_ checkIn: CheckIn) throws(Refusal) -> CheckIn {
        if case .installed? = checkIn.apps, policy.apps.mode == .device { throw .rawAppList }
        var kept = checkIn.keeping(policy.evidence)
        if let report = kept.apps {
            kept.apps = try blocklist.admit(report, from: kept.device?.platform)
        }
        if let face = kept.face {
            guard let model = faceModels[face.model] else { throw .unknownFaceModel }
            let dimension = face.vector.dimension
            guard dimension == model.dimension else {
                throw .wrongDimension(got: dimension, expected: model.dimension)
            }
        }
        return kept
    }

    /// Compiles at once.
    public init(_ source: RulebookSource) {
        var builder = PlacesBuilder()
        for geofence in source.geofences { builder.add(geofence) }
        self.init(source, places: builder.places)
    }

    /// Compiles step by step, letting other work pass in between.
    public static func compile(_ source: RulebookSource) async -> CompiledRulebook {
        var builder = PlacesBuilder()
        var vertices = 0
        for geofence in source.geofences {
            builder.add(geofence)
            vertices += geofence.vertices
            // A thousand vertices take about a millisecond.
            if vertices > 1_000 {
                vertices = 0
                await Task.yield()
            }
        }
        return CompiledRulebook(source, places: builder.places)
    }

    /// Lets every check look at the evidence, in order.
    public func examine(_ checkIn: CheckIn, against caseFile: CaseFile) -> Examination {
        let evidence = Evidence(checkIn, for: self)
        let findings = Checks.ordered.flatMap {
            $0.examine(evidence, against: caseFile, by: self)
        }
        var examination = Examination(findings: findings, position: evidence.position)
        if policy.motionHistory > 0, !findings.contains(where: { $0.risk == .replayedSensors }) {
            examination.motion = evidence.motion?.movement.flatMap {
                MotionMemory($0, of: checkIn)
            }
        }
        if let now = caseFile.receivedAt {
            let scan = RadioScan(checkIn.traces)
            for place in places(of: evidence) {
                examination.lessons[place] = Surroundings.learning(
                    scan, from: caseFile.surroundings[place], at: now)
            }
        }
        return examination
    }

    /// What a case file must know to judge a check-in by these rules.
    public func inquiry(about checkIn: CheckIn) -> Inquiry {
        var inquiry = Inquiry(checkIn)
        inquiry.revision = revision
        if policyGroup != nil { inquiry.sharedWindowHours = policy.device.sharedWindowHours }
        inquiry.wantsEmployment = library.map { !$0.isEmpty } ?? false
        if checkIn.traces.movement != nil, policy.evidence.motion != .off {
            inquiry.motions = policy.motionHistory
        }
        if checkIn.wifi != nil, policy.evidence.wifi != .off {
            inquiry.places = places(of: Evidence(checkIn, for: self, judgesMotion: false))
        }
        return inquiry
    }

    /// Whose surroundings a check-in is compared with: the places that its fixes claim.
    private func places(of evidence: Evidence) -> [GeofenceID] {
        guard evidence.checkIn.wifi != nil, let fix = evidence.fix else { return [] }
        return places.areas.judge(fix, limit: Self.compared) { evidence.counts(places.fences[$0]) }
            .filter { policy.place.outcome(of: $0, fix: fix) == .inside }
            .map { places.fences[$0.id].id }
    }

    /// Overlapping places whose surroundings are compared.
    private static let compared = 3

    /// About how many bytes it takes.
    var cost: Int { 4_096 + places.cost + 512 * blocklist.rules.count }
}
