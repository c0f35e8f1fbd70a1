import Attendance
import Foundation
import Sealing
import Storage
import Web

/// The keys of this server, all derived from the root key outside the database.
struct ServerKeys: Sendable {
    /// The key of API token digests.
    let tokens: AuthenticationKey
    /// What lists for phones are salted and signed with.
    let deviceLists: DeviceListKeys
    /// The key that organizations' keys are wrapped under.
    let root: OwnerKey
    /// Signs the heads of chains.
    let heads: Ed25519PrivateKey
    /// Keeps the secrets of webhooks.
    let webhooks: WebhookSecrets
    private let pseudonyms: AuthenticationKey
    private let traces: AuthenticationKey

    /// Derives them from the root key of the settings, which is made first when there is none.
    ///
    /// - Throws: `RootKeyError`, `SealError`.
    init(_ settings: Settings, data: URL) throws {
        try self.init(
            RootKeyFile.loadOrCreate(path: Self.rootKeyPath(settings, data: data)))
    }

    /// Derives them from the root key of the settings; none is made.
    ///
    /// - Throws: `RootKeyError`, `.absent` where there is none; `SealError`.
    init(existing settings: Settings, data: URL) throws {
        try self.init(RootKeyFile.load(path: Self.rootKeyPath(settings, data: data)))
    }

    /// Where the settings have the root key.
    static func rootKeyPath(_ settings: Settings, data: URL) -> String {
        settings.rootKeyFile ?? data.appending(path: "root.key").path
    }

    private init(_ secret: Secret) throws {
        root = try OwnerKey(root: secret)
        heads = try Ed25519PrivateKey(seed: root.secret(for: .chainHead))
        let derivation = KeyDerivation(from: secret)
        tokens = AuthenticationKey(try derivation.secret(labelled: "rollcall/api-tokens/1"))
        deviceLists = DeviceListKeys(
            signing: try Ed25519PrivateKey(
                seed: derivation.secret(labelled: "rollcall/device-list/1")),
            salts: AuthenticationKey(
                try derivation.secret(labelled: "rollcall/device-list-salts/1")))
        webhooks = WebhookSecrets(
            try SealingKey(
                derivation.secret(labelled: "rollcall/webhook-secrets/1"), version: 1))
        pseudonyms = AuthenticationKey(
            try derivation.secret(labelled: "rollcall/device-pseudonyms/1"))
        traces = AuthenticationKey(
            try derivation.secret(labelled: "rollcall/evidence-traces/1"))
    }

    /// The secret under which an organization's evidence is traced.
    func traceKey(of organization: OrganizationID) -> [UInt8] {
        traces.code(for: Array(organization.text.utf8)).bytes
    }

    /// What the store needs from outside.
    var storeOptions: StoreOptions {
        var options = StoreOptions(
            pseudonym: { [pseudonyms] organization, device in
                // Length first, so that no two pairs are written alike.
                let name = "\(organization.text.utf8.count):\(organization.text)\(device)"
                return Data(pseudonyms.code(for: Array(name.utf8)).bytes)
            },
            clock: Assembly.clock)
        options.root = root
        return options
    }
}
