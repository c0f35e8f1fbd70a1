import Attendance
import Foundation
import Sealing

/// Keeps the keys that organizations sign messages with; they are never told again.
public struct WebhookSecrets: Sendable {
    private let key: SealingKey

    /// Secrets under a key of the server's.
    public init(_ key: SealingKey) { self.key = key }

    /// What is kept of a secret.
    func seal(_ secret: String, of webhook: String, in organization: OrganizationID) throws -> Data
    {
        Data(try key.seal(Array(secret.utf8), in: Self.cell(webhook, organization)))
    }

    /// The key of a webhook's signatures.
    func open(
        _ webhook: Webhook, id: String, in organization: OrganizationID
    ) throws -> AuthenticationKey {
        let secret = try key.open(Array(webhook.sealedSecret), in: Self.cell(id, organization))
        return AuthenticationKey(Secret(copying: secret))
    }

    private static func cell(_ webhook: String, _ organization: OrganizationID) -> SealedCell {
        SealedCell(
            of: .organization(organization.text), table: "document", column: "webhook.secret",
            row: webhook)
    }
}
