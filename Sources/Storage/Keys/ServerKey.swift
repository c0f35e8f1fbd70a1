import Sealing

/// What one of the server's own keys does; each is a row, wrapped by the root key.
///
/// The names are also the labels by which servers once drew these keys from the root key itself.
public enum ServerKey: String, Hashable, Sendable, CaseIterable {
    /// Makes the digests that API keys are stored under.
    case tokens = "api-tokens"
    /// The seed of the Ed25519 key that signs lists for phones.
    case deviceList = "device-list"
    /// Makes the salts of these lists.
    case deviceListSalts = "device-list-salts"
    /// Seals the secrets of webhooks.
    case webhooks = "webhook-secrets"
    /// Names devices and erased members, before the organization's own key does.
    case pseudonyms = "device-pseudonyms"
    /// Makes organizations' keys of evidence traces.
    case traces = "evidence-traces"
    /// The seed of the Ed25519 key that signs chain heads.
    case chainHeads = "chain-head"
}

/// The server's own keys, opened.
public struct ServerSecrets: Sendable {
    private let secrets: [ServerKey: Secret]

    /// - Precondition: There is one of each.
    init(_ secrets: [ServerKey: Secret]) {
        precondition(secrets.count == ServerKey.allCases.count, "A server has all of its keys.")
        self.secrets = secrets
    }

    /// The 32 bytes of a key.
    public subscript(key: ServerKey) -> Secret {
        guard let secret = secrets[key] else {
            preconditionFailure("The initialiser saw one of each.")
        }
        return secret
    }
}
