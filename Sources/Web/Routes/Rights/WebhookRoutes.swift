import Attendance
import HTTPTypes
import Hummingbird
import JSON

/// Where an organization's own systems are told what happens.
struct WebhookRoutes: Sendable {
    let store: any AttendanceStorage
    let post: any WebhookPost
    let secrets: WebhookSecrets?

    private static let readers: Set<Role> = [.admin, .auditor]

    var endpoints: [Endpoint] {
        [
            .organization(.put, "/webhooks/{webhook}", [.admin], put),
            .organization(.get, "/webhooks/{webhook}", Self.readers, show),
            .organization(.delete, "/webhooks/{webhook}", [.admin], delete),
            .organization(.post, "/webhooks/{webhook}/replay", [.admin], replay),
            .organization(.get, "/webhooks", Self.readers, list),
        ]
    }

    @Sendable private func put(_ call: OrganizationCall) async throws -> Response {
        let id: Identifier<Webhook> = try call.identifier()
        let precondition = try call.call.precondition()
        let draft = try call.call.read { try WebhookWire.draft(&$0) }
        guard let secrets else { throw Problem(.unavailable) }
        if let reason = post.objection(to: draft.url) {
            throw Problem(.invalidBody, reason, at: "/url")
        }
        if let recipient = draft.recipient {
            let known = try await store.document(
                Recipient.self, id: recipient, in: call.organization)
            guard known != nil else {
                throw Problem(.invalidBody, "no such recipient is registered", at: "/recipient")
            }
        }
        let others = try await store.all(Webhook.self, in: call.organization)
        guard others.count < Limits.webhooks || others[id.text] != nil else {
            throw Problem(.inUse, "at most \(Limits.webhooks) webhooks")
        }
        let webhook = Webhook(
            url: draft.url, events: draft.events, recipient: draft.recipient,
            sealedSecret: try secrets.seal(draft.secret, of: id.text, in: call.organization))
        let written = try await store.put(
            webhook, id: id.text, if: precondition, in: call.organization, by: call.caller)
        return .written(written) { WebhookWire.write(webhook, id: id.text, to: &$0) }
    }

    @Sendable private func show(_ call: OrganizationCall) async throws -> Response {
        let id: Identifier<Webhook> = try call.identifier()
        let stored = try await store.document(Webhook.self, id: id.text, in: call.organization)
        guard let stored else { throw Problem(.notFound) }
        return .stored(stored, for: call.call) {
            WebhookWire.write(stored.value, id: id.text, to: &$0)
        }
    }

    @Sendable private func delete(_ call: OrganizationCall) async throws -> Response {
        let id: Identifier<Webhook> = try call.identifier()
        try await store.delete(
            Webhook.self, id: id.text, if: call.call.precondition(), in: call.organization,
            by: call.caller)
        return .empty()
    }

    @Sendable private func replay(_ call: OrganizationCall) async throws -> Response {
        let id: Identifier<Webhook> = try call.identifier()
        let from = try call.call.read { try WebhookWire.replay(&$0) }
        try await store.replay(
            webhook: id.text, from: from, in: call.organization, by: call.caller)
        return .empty()
    }

    @Sendable private func list(_ call: OrganizationCall) async throws -> Response {
        try await Listing(
            fetch: {
                try await store.documents(Webhook.self, in: call.organization, after: $0, limit: $1)
            },
            key: \.id, write: { WebhookWire.write($0.stored.value, id: $0.id, to: &$1) }
        ).answer(call.call)
    }
}
