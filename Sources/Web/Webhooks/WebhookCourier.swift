import Attendance
import JSON
import Logging
import Sealing
import ServiceLifecycle
import Timekeeping

/// Tells webhooks what happened, in order, until each answers: at least once, after a failure later and later.
///
/// A webhook that fails holds up nobody but itself.
public struct WebhookCourier: Service {
    private let store: any AttendanceStorage
    private let post: any WebhookPost
    private let secrets: WebhookSecrets
    private let clock: @Sendable () -> Instant
    private let log: Logger

    /// How long it rests when there is nothing to tell.
    private static let rest = Duration.milliseconds(500)
    /// Webhooks that are told at once, and messages of one turn.
    private static let together = 8
    private static let messages = 50
    /// The wait after a first failure, doubled by every other one up to an hour.
    private static let firstWaitMilliseconds: Int64 = 1_000
    private static let longestWaitMilliseconds: Int64 = 3_600_000

    /// A courier for the webhooks of all organizations.
    public init(
        store: any AttendanceStorage, post: any WebhookPost, secrets: WebhookSecrets,
        clock: @escaping @Sendable () -> Instant, log: Logger
    ) {
        self.store = store
        self.post = post
        self.secrets = secrets
        self.clock = clock
        self.log = log
    }

    /// Tells until graceful shutdown.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                var told = 0
                do { told = try await round() } catch {
                    log.error("webhooks cannot be read", metadata: ["reason": "\(error)"])
                }
                guard told == 0 else { continue }
                do { try await Task.sleep(for: Self.rest) } catch { return }
            }
        }
        // Ending early would end the server.
        try await gracefulShutdown()
    }

    /// - Returns: How many webhooks had something to be told.
    private func round() async throws -> Int {
        let due = try await store.dueWebhooks(at: clock(), limit: Self.together)
        await withTaskGroup { group in
            for progress in due {
                group.addTask {
                    do { try await tell(progress) } catch {
                        log.error(
                            "a webhook cannot be told",
                            metadata: [
                                "organization": "\(progress.organization)",
                                "webhook": "\(progress.webhook)", "reason": "\(type(of: error))",
                            ])
                        await later(progress, from: progress)
                    }
                }
            }
        }
        return due.count
    }

    private func tell(_ progress: WebhookProgress) async throws {
        let organization = progress.organization
        let stored = try await store.document(
            Webhook.self, id: progress.webhook, in: organization)
        guard let webhook = stored?.value else { return }
        let key = try secrets.open(webhook, id: progress.webhook, in: organization)
        let messages = try await messages(after: progress, for: webhook)
        if progress.attempts == 0, messages.contains(where: { $0.body != nil }) {
            try await register(webhook, progress)
        }
        var reached = progress
        reached.attempts = 0
        for message in messages {
            if Task.isCancelled { break }
            if let body = message.body {
                do { try await send(body, message.id, to: webhook.url, key) } catch {
                    let isFirst =
                        reached.record == progress.record && reached.event == progress.event
                    reached.attempts = isFirst ? progress.attempts : 0
                    return await later(progress, from: reached)
                }
            }
            reached.record = message.record ?? reached.record
            reached.event = message.event ?? reached.event
        }
        try await store.move(progress, to: reached, next: clock())
    }

    private func send(
        _ body: [UInt8], _ id: String, to url: String, _ key: AuthenticationKey
    ) async throws {
        let seconds = clock().milliseconds / 1_000
        let headers = [
            "Content-Type": "application/json", "Rollcall-Event-Id": id,
            "Rollcall-Signature": WebhookSignature.header(for: body, at: seconds, key: key),
        ]
        try await post.post(body, headers: headers, to: url)
    }

    /// Keeps what was reached, and tells the rest after a wait.
    private func later(_ progress: WebhookProgress, from reached: WebhookProgress) async {
        var reached = reached
        let doublings = min(reached.attempts, 12)
        reached.attempts = min(reached.attempts + 1, 1_000_000)
        let wait = min(Self.firstWaitMilliseconds << Int64(doublings), Self.longestWaitMilliseconds)
        do {
            try await store.move(
                progress, to: reached, next: clock().advanced(byMilliseconds: wait))
        } catch {
            log.error("a webhook's progress is not kept", metadata: ["reason": "\(error)"])
        }
    }

    private func register(_ webhook: Webhook, _ progress: WebhookProgress) async throws {
        let id = webhook.recipient
        let recipient = try await id.asyncFlatMap {
            try await store.document(Recipient.self, id: $0, in: progress.organization)?.value
        }
        let content = Disclosure.Content(
            kind: .push, recipient: id ?? "webhook:\(progress.webhook)",
            categories: webhook.categories,
            purpose: recipient?.purpose ?? "attendance-management",
            basis: recipient?.basis ?? .necessity, member: nil)
        try await store.register(
            content, in: progress.organization, by: Caller(role: .operator, organization: nil))
    }

    /// One message, or one thing that the webhook is not told of.
    private struct Message {
        let id: String
        let body: [UInt8]?
        var record: Int64?
        var event: Int64?
    }

    private func messages(
        after progress: WebhookProgress, for webhook: Webhook
    ) async throws -> [Message] {
        let organization = progress.organization
        let records = try await store.records(
            after: progress.record, in: organization, limit: Self.messages)
        let events = try await store.webhookEvents(
            after: progress.event, in: organization, limit: Self.messages)
        let told = records.flatMap { sequence, record -> [Message] in
            let last = Message(id: "", body: nil, record: sequence)
            return Self.messages(of: record, for: webhook, in: organization) + [last]
        }
        return told
            + events.map { event in
                let isTold = webhook.events.contains(event.kind) && !event.member.isEmpty
                let id = "event-\(event.number)"
                let body = WebhookWire.message(id, event.kind, in: organization, at: event.at) {
                    $0.object { writer in
                        writer.member("member", event.member)
                        if let dates = event.dates {
                            writer.member("from", dates.lowerBound.description)
                            writer.member("to", dates.upperBound.description)
                        }
                    }
                }
                return Message(id: id, body: isTold ? body : nil, event: event.number)
            }
    }

    private static func messages(
        of record: Record?, for webhook: Webhook, in organization: OrganizationID
    ) -> [Message] {
        guard let record else { return [] }
        let kinds: [(Webhook.EventKind, String)] =
            [(.recorded, "record-\(record.sequence)")]
            + (record.decision.verdict == .flagged
                ? [(.flagged, "record-\(record.sequence)-flagged")] : [])
        return kinds.filter { webhook.events.contains($0.0) }.map { kind, id in
            let body = WebhookWire.message(id, kind, in: organization, at: record.receivedAt) {
                ReceiptWire.write(record, .status, in: .en, to: &$0)
            }
            return Message(id: id, body: body)
        }
    }
}

extension Webhook {
    /// What its messages hold.
    fileprivate var categories: [DataCategory] {
        var categories: [DataCategory] = []
        if events.contains(.recorded) || events.contains(.flagged) { categories.append(.checkIns) }
        if events.contains(.workday) { categories.append(.workdays) }
        if events.contains(.erased) { categories.append(.erasures) }
        return categories
    }
}

extension Optional {
    fileprivate func asyncFlatMap<Value>(
        _ transform: (Wrapped) async throws -> Value?
    ) async rethrows -> Value? {
        guard let self else { return nil }
        return try await transform(self)
    }
}
