import Timekeeping

/// Where organizations and their keys are kept.
public protocol OrganizationStore: Sendable {
    /// Makes an organization together with its first admin key.
    ///
    /// - Throws: `exists` when the id is taken.
    func create(
        _ organization: Organization,
        adminKey: APIKey,
        digest: [UInt8],
        by caller: Caller
    ) async throws(StoreError)

    /// The organization of an id; nil when there is none.
    func organization(_ id: OrganizationID) async throws(StoreError) -> Organization?

    /// Organizations in the order of their ids.
    func organizations(
        after id: OrganizationID?,
        limit: Int
    ) async throws(StoreError) -> [Organization]

    /// Replaces name, zone, region, calendar or closing time of an organization.
    func update(_ organization: Organization, by caller: Caller) async throws(StoreError)

    /// Keeps a key by the keyed digest of its secret.
    func add(
        _ key: APIKey,
        digest: [UInt8],
        in organization: OrganizationID,
        by caller: Caller
    ) async throws(StoreError)

    /// The keys of an organization, without secrets.
    func keys(
        in organization: OrganizationID,
        after id: KeyID?,
        limit: Int
    ) async throws(StoreError) -> [APIKey]

    /// Ends a key at once, on every node.
    ///
    /// - Throws: `notFound`.
    func revoke(
        _ key: KeyID,
        in organization: OrganizationID,
        at now: Instant,
        by caller: Caller
    ) async throws(StoreError)

    /// The key whose secret has this digest, and whose it is; nil when there is none.
    func key(digest: [UInt8]) async throws(StoreError) -> (OrganizationID, APIKey)?
}

/// Where members and their consents are kept.
public protocol MemberStore: Sendable {
    /// Makes or replaces a member, with attested consents.
    ///
    /// - Returns: The version after the write, and whether the member is new.
    /// - Throws: `preconditionFailed`, `unknownNotice`, `memberClosed`.
    func put(
        _ member: Member,
        attesting consents: [ConsentReceipt],
        if precondition: Precondition,
        in organization: OrganizationID,
        by caller: Caller
    ) async throws(StoreError) -> Written

    /// The member of an id; nil when there is none.
    ///
    /// - Throws: `altered` for one whose profile is not as it was written.
    func member(
        _ id: MemberID,
        in organization: OrganizationID
    ) async throws(StoreError) -> Stored<Member>?

    /// Members in the order of their ids.
    func members(
        in organization: OrganizationID,
        after id: MemberID?,
        limit: Int
    ) async throws(StoreError) -> [Listed<Stored<Member>>]

    /// Ends a membership: no more check-ins. Closing twice changes nothing.
    ///
    /// - Throws: `unknownMember`.
    func close(
        _ id: MemberID,
        in organization: OrganizationID,
        at now: Instant,
        by caller: Caller
    ) async throws(StoreError)

    /// Has a membership end at a later time, until which that may be taken back.
    ///
    /// - Throws: `unknownMember`, `memberClosed`.
    func close(
        _ id: MemberID,
        in organization: OrganizationID,
        later time: Instant,
        by caller: Caller
    ) async throws(StoreError)

    /// Takes back that a membership will end.
    ///
    /// - Returns: The member as it is then.
    /// - Throws: `unknownMember`, `memberClosed`.
    func reopen(
        _ id: MemberID,
        in organization: OrganizationID,
        by caller: Caller
    ) async throws(StoreError) -> Stored<Member>

    /// Takes a person out of everything that is kept, at once and for good.
    ///
    /// - Throws: `unknownMember`, `held`.
    func erase(
        _ id: MemberID,
        in organization: OrganizationID,
        by caller: Caller
    ) async throws(StoreError)

    /// Adds a consent receipt and changes what may be processed, in one transaction.
    ///
    /// - Throws: `unknownMember`, `memberClosed`, `unknownNotice`.
    func record(
        _ receipt: ConsentReceipt,
        of member: MemberID,
        in organization: OrganizationID,
        by caller: Caller
    ) async throws(StoreError)

    /// All receipts of a member, oldest first.
    ///
    /// - Throws: `unknownMember`.
    func receipts(
        of member: MemberID,
        in organization: OrganizationID
    ) async throws(StoreError) -> [ConsentReceipt]

    /// The notice in effect at a time: its version.
    func noticeInEffect(
        in organization: OrganizationID,
        at now: Instant
    ) async throws(StoreError) -> String
}

/// Where notices and legal grounds are kept, apart from how they are read: as documents.
public protocol NoticeStore: Sendable {
    /// Publishes a notice under a version that is new, or the same notice again.
    ///
    /// - Throws: `published` when the version says something else; `noticeTooShort` for a major change that
    ///   takes effect in less than seven days, unless it is the organization's first notice.
    func publish(
        _ notice: Notice,
        version: String,
        in organization: OrganizationID,
        by caller: Caller
    ) async throws(StoreError) -> Written

    /// Says on what ground a purpose's evidence is processed.
    ///
    /// - Throws: `preconditionFailed`.
    func put(
        _ basis: LegalBasis,
        for purpose: Purpose,
        in organization: OrganizationID,
        by caller: Caller
    ) async throws(StoreError) -> Written
}

/// Where it is read what rulebooks are compiled from.
public protocol RulebookSources: Sendable {
    /// The revision of the rulebook that is in force.
    ///
    /// - Throws: `unknownOrganization`.
    func rulebookRevision(of organization: OrganizationID) async throws(StoreError) -> Int64

    /// All that a rulebook is compiled from, in one read.
    ///
    /// - Throws: `unknownOrganization`.
    func rulebookSource(
        of organization: OrganizationID
    ) async throws(StoreError) -> RulebookSource
}

/// Where an admin's named documents are kept, every version of them.
public protocol DocumentStore: RulebookSources {
    /// Makes or replaces a document.
    ///
    /// - Throws: `preconditionFailed`.
    func put<Value: Document>(
        _ value: Value,
        id: String,
        if precondition: Precondition,
        in organization: OrganizationID,
        by caller: Caller
    ) async throws(StoreError) -> Written

    /// The document of an id; nil when there is none.
    func document<Value: Document>(
        _ type: Value.Type,
        id: String,
        in organization: OrganizationID
    ) async throws(StoreError) -> Stored<Value>?

    /// Documents in the order of their ids.
    func documents<Value: Document>(
        _ type: Value.Type,
        in organization: OrganizationID,
        after id: String?,
        limit: Int
    ) async throws(StoreError) -> [(id: String, stored: Stored<Value>)]

    /// Takes a document out of force; its versions stay.
    ///
    /// - Throws: `notFound`, `preconditionFailed`.
    func delete<Value: Document>(
        _ type: Value.Type,
        id: String,
        if precondition: Precondition,
        in organization: OrganizationID,
        by caller: Caller
    ) async throws(StoreError)
}

/// A named thing that an admin writes as a whole.
public protocol Document: Codable, Sendable {
    /// The kind that it is kept under.
    static var kind: DocumentKind { get }
    /// Whom it speaks of, where it is found by that.
    var subject: DocumentSubject? { get }
    /// Whether it says that the thing is no longer in force.
    var isWithdrawn: Bool { get }
}

/// The kinds of documents; the store keeps each kind apart.
public enum DocumentKind: String, Codable, Sendable, CaseIterable {
    case geofence
    case policy
    case notice
    case purpose
    case faceModel = "face-model"
    case blocklistRule = "blocklist-rule"
    case shift
    case group
    case roster
    case calendar
    case approval
    case identityProvider = "identity-provider"
    case webhook
    case review
    case dispute
    case recomputation
    case calibration
    case request
    case recipient

    /// Whether a change of such a document changes how check-ins are judged.
    public var shapesRulebook: Bool {
        switch self {
        case .geofence, .policy, .faceModel, .blocklistRule, .group, .purpose, .shift, .calendar,
            .calibration:
            true
        default: false
        }
    }
}

/// A document as the store has it.
public struct Stored<Value: Sendable>: Sendable {
    /// The document.
    public let value: Value
    /// Counts its writes from 1; the `ETag`.
    public let version: Int64

    /// A document with its version.
    public init(value: Value, version: Int64) {
        self.value = value
        self.version = version
    }
}

/// What a write did.
public struct Written: Hashable, Sendable {
    /// The version after it.
    public let version: Int64
    /// Whether nothing was there before.
    public let isNew: Bool

    /// A write as its parts say.
    public init(version: Int64, isNew: Bool) {
        self.version = version
        self.isNew = isNew
    }
}

/// What a client demands of the present version before it is replaced.
public enum Precondition: Hashable, Sendable {
    /// Nothing.
    case none
    /// That it is this one (`If-Match`).
    case version(Int64)
    /// That there is one (`If-Match: *`).
    case exists
    /// That there is none (`If-None-Match: *`).
    case absent
}

extension DocumentStore {
    /// Every document of a kind, by id; for kinds of which there are few.
    public func all<Value: Document>(
        _ type: Value.Type, in organization: OrganizationID
    ) async throws(StoreError) -> [String: Value] {
        var all: [String: Value] = [:]
        var last: String?
        while true {
            let page = try await documents(type, in: organization, after: last, limit: 1_000)
            for (id, stored) in page { all[id] = stored.value }
            guard page.count == 1_000, let end = page.last else { return all }
            last = end.id
        }
    }
}

/// Where the log of changes is kept, hash-chained per organization as the records are.
public protocol AuditStore: Sendable {
    /// What was changed, oldest first.
    ///
    /// - Parameter sequence: Only entries after this one; 0 for the first page.
    func auditEntries(
        in organization: OrganizationID, after sequence: Int64, limit: Int
    ) async throws(StoreError) -> [Listed<AuditEntry>]

    /// Where an organization's two chains stand: its records', and its audit log's.
    ///
    /// - Throws: `unknownOrganization`.
    func chainHeads(
        of organization: OrganizationID
    ) async throws(StoreError) -> [AuditHead]
}

/// Whether the store may be trusted with records.
public protocol StoreHealth: Sendable {
    /// The reasons why it may not; empty when all is well.
    func complaints() async -> [String]
}

/// All that the server keeps.
public typealias AttendanceStorage = Ledger & OrganizationStore & MemberStore & DocumentStore
    & BlocklistHistory & FaceStore & StoreHealth & AuditStore & NoticeStore & AttendanceSource
    & PunchLedger & IssuerDirectory & PersonStore & DisclosureStore & DeviceStore
    & WebhookStore & EvidenceStore & HoldStore & SweeperStore

extension Geofence: Document {
    /// Kept as geofences.
    public static var kind: DocumentKind { .geofence }
}

extension Policy: Document {
    /// Kept as the policy, under the id `policy`.
    public static var kind: DocumentKind { .policy }
}

extension Calibration: Document {
    /// Kept as the calibration, under `Calibration.documentID`.
    public static var kind: DocumentKind { .calibration }
}
