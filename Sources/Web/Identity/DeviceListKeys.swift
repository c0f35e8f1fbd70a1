import Apps
import Attendance
import Sealing

/// What device lists are salted and signed with.
public struct DeviceListKeys: Sendable {
    /// Signs the lists.
    let signing: Ed25519PrivateKey
    private let salts: AuthenticationKey

    /// Keys that stay the same as long as the root key does.
    public init(signing: Ed25519PrivateKey, salts: AuthenticationKey) {
        self.signing = signing
        self.salts = salts
    }

    /// The salt of an organization's lists: 16 bytes.
    ///
    /// It changes with the server's own list only, so that a phone can be told what changed since an
    /// earlier revision of the organization's.
    func salt(of organization: OrganizationID) -> [UInt8] {
        let name = "\(BlocklistDefaults.shipped.revision):\(organization.text)"
        return Array(salts.code(for: Array(name.utf8)).bytes.prefix(16))
    }
}
