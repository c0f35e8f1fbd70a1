import Attendance
import Foundation
import Sealing
import Storage
import Web

/// The root key outside the database, and what a store needs of it.
struct ServerKeys: Sendable {
    /// The key that organizations' keys, and the server's own, are wrapped under.
    let root: OwnerKey
    /// The key that is to replace it, where a rotation did not end.
    let successor: OwnerKey?

    /// Reads the root key of the settings, which is made first when there is none.
    ///
    /// - Throws: `RootKeyError`, `SealError`.
    init(_ settings: Settings, data: URL) throws {
        try self.init(settings, data) { try RootKeyFile.loadOrCreate(path: $0) }
    }

    /// Reads the root key of the settings; none is made.
    ///
    /// - Throws: `RootKeyError`, `.absent` where there is none; `SealError`.
    init(existing settings: Settings, data: URL) throws {
        try self.init(settings, data) { try RootKeyFile.load(path: $0) }
    }

    /// Where the settings have the root key.
    static func rootKeyPath(_ settings: Settings, data: URL) -> String {
        settings.rootKeyFile ?? data.appending(path: "root.key").path
    }

    private init(
        _ settings: Settings, _ data: URL, loading load: (String) throws -> Secret
    ) throws {
        let path = Self.rootKeyPath(settings, data: data)
        root = try OwnerKey(root: load(path), cipher: settings.cipher)
        let next: Secret?
        do throws(RootKeyError) {
            next = try RootKeyFile.load(path: RootKeyFile.successor(of: path))
        } catch {
            guard case .absent = error else { throw error }
            next = nil
        }
        successor = try next.map { try OwnerKey(root: $0, cipher: settings.cipher) }
    }

    /// What the store needs from outside.
    var storeOptions: StoreOptions {
        var options = StoreOptions(clock: Assembly.clock)
        options.root = root
        options.otherRoots = successor.map { [$0] } ?? []
        return options
    }
}

/// The keys that this server speaks with; the database keeps them, wrapped by the root key.
struct ServiceKeys: Sendable {
    /// The key of API token digests.
    let tokens: AuthenticationKey
    /// What lists for phones are salted and signed with.
    let deviceLists: DeviceListKeys
    /// Signs the heads of chains.
    let heads: Ed25519PrivateKey
    /// Keeps the secrets of webhooks.
    let webhooks: WebhookSecrets
    private let traces: AuthenticationKey

    /// - Throws: `SealError`.
    init(_ secrets: ServerSecrets, cipher: Cipher) throws {
        tokens = AuthenticationKey(secrets[.tokens])
        deviceLists = DeviceListKeys(
            signing: try Ed25519PrivateKey(seed: secrets[.deviceList]),
            salts: AuthenticationKey(secrets[.deviceListSalts]))
        heads = try Ed25519PrivateKey(seed: secrets[.chainHeads])
        webhooks = try WebhookSecrets(secrets[.webhooks], cipher: cipher)
        traces = AuthenticationKey(secrets[.traces])
    }

    /// The secret under which an organization's evidence is traced.
    func traceKey(of organization: OrganizationID) -> [UInt8] {
        traces.code(for: Array(organization.text.utf8)).bytes
    }
}
