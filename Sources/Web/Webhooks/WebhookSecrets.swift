import Attendance
import Foundation
import Sealing

/// Keeps the keys that organizations sign messages with; they are never told again.
public struct WebhookSecrets: Sendable {
    private let keys: [Cipher: SealingKey]
    private let cipher: Cipher

    /// Secrets under a key of the server's; what either cipher sealed opens.
    ///
    /// - Parameter cipher: How secrets are sealed from now on.
    /// - Throws: `SealError.invalidKey`, `.library`.
    public init(_ secret: Secret, cipher: Cipher = .aes) throws(SealError) {
        var keys: [Cipher: SealingKey] = [:]
        for cipher in Cipher.allCases where cipher.isAvailable {
            keys[cipher] = try SealingKey(secret, cipher: cipher, version: 1)
        }
        self.keys = keys
        self.cipher = cipher
    }

    private func key(_ cipher: Cipher) throws -> SealingKey {
        guard let key = keys[cipher] else {
            throw SealError.library(during: .making, cause: "no \(cipher)")
        }
        return key
    }

    /// What is kept of a secret.
    func seal(_ secret: String, of webhook: String, in organization: OrganizationID) throws -> Data
    {
        Data(try key(cipher).seal(Array(secret.utf8), in: Self.cell(webhook, organization)))
    }

    /// The key of a webhook's signatures.
    func open(
        _ webhook: Webhook, id: String, in organization: OrganizationID
    ) throws -> AuthenticationKey {
        let box = Array(webhook.sealedSecret)
        let secret = try key(BoxHeader(reading: box).cipher)
            .open(box, in: Self.cell(id, organization))
        return AuthenticationKey(Secret(copying: secret))
    }

    private static func cell(_ webhook: String, _ organization: OrganizationID) -> SealedCell {
        SealedCell(
            of: .organization(organization.text), table: "document", column: "webhook.secret",
            row: webhook)
    }
}
