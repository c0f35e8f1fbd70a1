import Foundation
import Timekeeping

/// An address of the organization's own systems that is told what happens.
public struct Webhook: Document, Hashable {
    /// Kept as webhooks.
    public static var kind: DocumentKind { .webhook }

    /// Where messages go.
    public let url: String
    /// What it is told of.
    public let events: [EventKind]
    /// The registered recipient behind it; nil for the organization itself.
    public let recipient: String?
    /// The key of its signatures, sealed by the server.
    public let sealedSecret: Data

    /// A webhook as its parts say.
    public init(url: String, events: [EventKind], recipient: String?, sealedSecret: Data) {
        self.url = url
        self.events = events
        self.recipient = recipient
        self.sealedSecret = sealedSecret
    }

    /// What may happen.
    public enum EventKind: String, Codable, Sendable, CaseIterable {
        /// A check-in was recorded, however it was decided.
        case recorded = "check-in.recorded"
        /// A check-in was recorded and waits for a person.
        case flagged = "check-in.flagged"
        /// Workdays of a member may have changed.
        case workday = "workday.updated"
        /// A member was erased.
        case erased = "member.erased"
    }
}

/// Something that happened beside the ledger of check-ins.
public struct WebhookEvent: Hashable, Sendable {
    /// Counts the events of the organization.
    public let number: Int64
    /// What happened.
    public let kind: Webhook.EventKind
    /// When.
    public let at: Instant
    /// To whom.
    public let member: String
    /// The dates that are touched; nil where none is.
    public let dates: ClosedRange<CivilDate>?

    /// An event as its parts say.
    public init(
        number: Int64, kind: Webhook.EventKind, at: Instant, member: String,
        dates: ClosedRange<CivilDate>?
    ) {
        self.number = number
        self.kind = kind
        self.at = at
        self.member = member
        self.dates = dates
    }
}

/// How far one webhook has been told.
public struct WebhookProgress: Hashable, Sendable {
    /// Whose it is.
    public let organization: OrganizationID
    /// The webhook.
    public let webhook: String
    /// The newest record that it was told of.
    public var record: Int64
    /// The newest event that it was told of.
    public var event: Int64
    /// How often the next message failed.
    public var attempts: Int

    /// A progress as its parts say.
    public init(
        organization: OrganizationID, webhook: String, record: Int64, event: Int64,
        attempts: Int
    ) {
        self.organization = organization
        self.webhook = webhook
        self.record = record
        self.event = event
        self.attempts = attempts
    }
}

/// Where it is kept what webhooks have been told: the ledger of check-ins is their outbox, and beside
/// it a short list of what else happened, both written with what they tell of.
public protocol WebhookStore: Sendable {
    /// Webhooks that have something to be told and whose time has come.
    func dueWebhooks(at now: Instant, limit: Int) async throws(StoreError) -> [WebhookProgress]

    /// The records after a sequence, oldest first; nil for those that were erased.
    func records(
        after sequence: Int64, in organization: OrganizationID, limit: Int
    ) async throws(StoreError) -> [(sequence: Int64, record: Record?)]

    /// The events after a number, oldest first.
    func webhookEvents(
        after number: Int64, in organization: OrganizationID, limit: Int
    ) async throws(StoreError) -> [WebhookEvent]

    /// Notes how far a webhook has been told, unless somebody moved it meanwhile.
    ///
    /// - Parameter next: When it may be told more.
    func move(
        _ progress: WebhookProgress, to reached: WebhookProgress, next: Instant
    ) async throws(StoreError)

    /// Has a webhook told again what happened from a time on.
    ///
    /// - Throws: `notFound`.
    func replay(
        webhook id: String, from time: Instant, in organization: OrganizationID, by caller: Caller
    ) async throws(StoreError)
}
