/// Sends messages to addresses of organizations' own systems.
public protocol WebhookPost: Sendable {
    /// Why an address may never be sent to, in English; nil for one that may be tried.
    func objection(to address: String) -> String?

    /// Sends a body; returns once the other side answered 2xx, within seconds, without redirects.
    func post(_ body: [UInt8], headers: [String: String], to address: String) async throws
}

/// Sends nothing.
struct NoWebhooks: WebhookPost {
    func objection(to address: String) -> String? { "webhooks are not sent here" }

    func post(_ body: [UInt8], headers: [String: String], to address: String) async throws {
        throw Problem(.unavailable)
    }
}
