import Attendance
import Foundation
import Sealing

/// Makes what must not be guessed: keys and their names.
struct Mint: Sendable {
    /// Where random bytes come from.
    let random: SecureRandom

    /// A new secret: `rk_` and 256 random bits.
    func secret() throws(SealError) -> String { try APIKeyToken(from: random).text }

    /// A word that nobody can guess: 256 random bits in base64url.
    func nonce() throws(SealError) -> String { Base64.encode(try random.bytes(32), as: .url) }

    /// A name for a key; carries no secret.
    func keyID() -> KeyID {
        let text = "k-" + UUID().uuidString.lowercased().prefix(13)
        guard let id = KeyID(text) else { preconditionFailure("A UUID is an identifier.") }
        return id
    }
}
