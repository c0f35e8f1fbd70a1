import Faces
import Timekeeping

/// What an organization has configured, compiled for judging.
///
/// Examining is pure: it does not throw, wait or look at a clock.
public protocol Rulebook: Sendable {
    /// What the organization demands.
    var policy: Policy { get }
    /// The version of that policy, kept with every record judged by it.
    var policyVersion: Int64 { get }
    /// The group whose own policy it is; nil for the organization's.
    var policyGroup: String? { get }

    /// How the organization's reviews correct the score.
    var calibration: Calibration { get }

    /// The revision of the blocklist that it judges apps by; nil where it has none.
    var blocklistRevision: Int64? { get }

    /// The check-in as it may be judged and kept: without what the organization switched off, and
    /// with a verdict in place of a raw list of apps.
    ///
    /// - Throws: ``Refusal`` where nothing of it may be recorded.
    func admit(_ checkIn: CheckIn) throws(Refusal) -> CheckIn

    /// What a case file must know to judge a check-in by these rules.
    func inquiry(about checkIn: CheckIn) -> Inquiry

    /// The rules of work; nil where none were written.
    var library: RuleLibrary? { get }

    /// The same as it binds one member: under the policy and at the places of the member's group.
    func bound(to member: MemberID, at instant: Instant) -> any Rulebook

    /// Lets every check look at the evidence, in order.
    func examine(_ checkIn: CheckIn, against caseFile: CaseFile) -> Examination
}

extension Rulebook {
    /// The organization's policy.
    public var policyGroup: String? { nil }

    /// No correction.
    public var calibration: Calibration { .identity }

    /// No blocklist.
    public var blocklistRevision: Int64? { nil }

    /// The check-in without what the organization switched off.
    public func admit(_ checkIn: CheckIn) throws(Refusal) -> CheckIn {
        checkIn.keeping(policy.evidence)
    }
}

extension Rulebook {
    /// No memories.
    public func inquiry(about checkIn: CheckIn) -> Inquiry { Inquiry(checkIn) }

    /// None.
    public var library: RuleLibrary? { nil }

    /// Everybody alike.
    public func bound(to member: MemberID, at instant: Instant) -> any Rulebook { self }
}

/// What the checks made of a check-in.
public struct Examination: Sendable {
    /// What was found, in the order of the checks.
    public let findings: [Finding]
    /// The position that decided, in WGS-84; nil without a usable fix.
    public let position: Record.Position?
    /// What of its motion is worth keeping.
    public var motion: MotionMemory?
    /// What each place that it seems to be at would look like once it was learned from.
    public var lessons: [GeofenceID: Surroundings] = [:]

    /// An examination as its parts say.
    public init(findings: [Finding], position: Record.Position?) {
        self.findings = findings
        self.position = position
    }
}

/// Where compiled rulebooks come from.
public protocol Rulebooks: Sendable {
    /// The rulebook of a revision, compiled once and kept.
    ///
    /// - Throws: ``StoreError`` when it cannot be read.
    func rulebook(
        of organization: OrganizationID,
        revision: Int64
    ) async throws(StoreError) -> any Rulebook

    /// A rulebook that is at hand, of whatever revision; nil where none is.
    func kept(of organization: OrganizationID) -> (any Rulebook)?
}

extension Rulebooks {
    /// None.
    public func kept(of organization: OrganizationID) -> (any Rulebook)? { nil }
}

/// What an organization has configured, as the store keeps it: what a rulebook is compiled from.
public struct RulebookSource: Sendable {
    /// The revision that it was read at.
    public let revision: Int64
    /// The organization itself.
    public let organization: Organization
    /// What it demands.
    public let policy: Policy
    /// The version of that policy; 0 for the default.
    public let policyVersion: Int64
    /// Its places.
    public let geofences: [Geofence]
    /// Its rules of work; nil where none were written.
    public var library: RuleLibrary?
    /// The settings of its face models.
    public var faceModels: [FaceModel] = []
    /// What its reviews taught about the score.
    public var calibration = Calibration.identity
    /// Its own rules over the server's blocklist.
    public var blocklist = BlocklistSource()

    /// A source as its parts say.
    public init(
        revision: Int64,
        organization: Organization,
        policy: Policy,
        policyVersion: Int64,
        geofences: [Geofence]
    ) {
        self.revision = revision
        self.organization = organization
        self.policy = policy
        self.policyVersion = policyVersion
        self.geofences = geofences
    }
}
