import Timekeeping

/// The public key of a member's device, by which it signs its check-ins.
public struct DeviceKey: Hashable, Sendable {
    /// The curve that the key lies on, and with it the way it signs.
    public let curve: Curve
    /// The point, uncompressed: 4, then x and y of 32 bytes each.
    public let point: [UInt8]
    /// When it was registered.
    public let registeredAt: Instant

    /// A key as its parts say.
    public init(curve: Curve, point: [UInt8], registeredAt: Instant) {
        self.curve = curve
        self.point = point
        self.registeredAt = registeredAt
    }

    /// The curves that devices sign on.
    public enum Curve: String, Codable, Sendable, CaseIterable {
        /// ECDSA with SHA-256.
        case p256 = "P-256"
        /// SM2 with SM3.
        case sm2 = "SM2"
    }
}

/// A device as the server knows it.
public struct RegisteredDevice: Hashable, Sendable {
    /// What stands for the device's id: a code under a key of the organization's own.
    public let pseudonym: [UInt8]
    /// The key that it signs with.
    public let key: DeviceKey

    /// A device as its parts say.
    public init(pseudonym: [UInt8], key: DeviceKey) {
        self.pseudonym = pseudonym
        self.key = key
    }
}

/// What a device proved by signing the request that a check-in came in.
public struct DeviceProof: Hashable, Sendable {
    /// The point of the key that verified the signature.
    public let point: [UInt8]
    /// When the device says that it signed.
    public let signedAt: Instant

    /// A proof as its parts say.
    public init(point: [UInt8], signedAt: Instant) {
        self.point = point
        self.signedAt = signedAt
    }
}

/// A random word that one check-in may carry once, to show that it was not recorded earlier.
public struct Challenge: Hashable, Sendable {
    /// SHA-256 of the word; the word itself is only the client's.
    public let digest: [UInt8]
    /// Whose check-in may carry it.
    public let member: MemberID
    /// When it ends by itself.
    public let expiresAt: Instant

    /// A challenge as its parts say.
    public init(digest: [UInt8], member: MemberID, expiresAt: Instant) {
        self.digest = digest
        self.member = member
        self.expiresAt = expiresAt
    }
}

/// Where devices' keys and challenges are kept.
public protocol DeviceStore: Sendable {
    /// Registers or replaces the key of a member's device.
    ///
    /// - Parameter device: The client's own id of the device; only its pseudonym is kept.
    /// - Throws: `unknownMember`, `memberClosed`, `consentRequired`, `tooManyDevices`, `preconditionFailed`.
    func put(
        _ key: DeviceKey,
        of device: String,
        as member: MemberID,
        if precondition: Precondition,
        in organization: OrganizationID,
        by caller: Caller
    ) async throws(StoreError) -> Written

    /// The device of an id; nil when the member registered none.
    func device(
        _ device: String,
        of member: MemberID,
        in organization: OrganizationID
    ) async throws(StoreError) -> Stored<RegisteredDevice>?

    /// The member's devices, oldest first; never more than `Limits.devices`.
    ///
    /// - Throws: `unknownMember`.
    func registeredDevices(
        of member: MemberID,
        in organization: OrganizationID
    ) async throws(StoreError) -> [RegisteredDevice]

    /// Forgets the key of a device.
    ///
    /// - Throws: `unknownMember`, `notFound`, `preconditionFailed`.
    func deleteDevice(
        _ device: String,
        of member: MemberID,
        if precondition: Precondition,
        in organization: OrganizationID,
        by caller: Caller
    ) async throws(StoreError)

    /// Keeps a challenge until it is used or ends; of too many of one member the oldest goes.
    ///
    /// - Throws: `unknownMember`, `memberClosed`.
    func issue(
        _ challenge: Challenge,
        in organization: OrganizationID
    ) async throws(StoreError)
}
