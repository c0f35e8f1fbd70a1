import Timekeeping

/// Where everything that is kept on one person is found.
public protocol PersonStore: Sendable {
    /// Documents that speak of a member, in the order of their ids.
    func documents<Value: Document>(
        _ type: Value.Type, about member: MemberID, in organization: OrganizationID,
        after id: String?, limit: Int
    ) async throws(StoreError) -> [(id: String, stored: Listed<Stored<Value>>)]

    /// Documents about anybody, in the order of their ids.
    func listedDocuments<Value: Document>(
        _ type: Value.Type, in organization: OrganizationID, after id: String?, limit: Int
    ) async throws(StoreError) -> [(id: String, stored: Listed<Stored<Value>>)]

    /// The devices that a member's check-ins came from, or that were registered for it.
    func devices(
        of member: MemberID, in organization: OrganizationID
    ) async throws(StoreError) -> [DeviceUse]

    /// What is kept of the movements of a member's phone, newest first.
    func keptMotions(
        of member: MemberID, in organization: OrganizationID
    ) async throws(StoreError) -> [KeptMotion]

    /// What was changed of a member, and of the documents that speak of it, oldest first.
    ///
    /// - Parameter sequence: Only entries after this one; 0 for the first page.
    func auditEntries(
        about member: MemberID, in organization: OrganizationID, after sequence: Int64, limit: Int
    ) async throws(StoreError) -> [Listed<AuditEntry>]

    /// When a member's earliest check-in that counts took place; nil without one.
    func firstCheckIn(
        of member: MemberID, in organization: OrganizationID
    ) async throws(StoreError) -> Instant?
}

/// A device as the server knows it: by a pseudonym that no other organization has for it.
public struct DeviceUse: Hashable, Sendable {
    /// The organization's keyed pseudonym of the device's id.
    public let pseudonym: [UInt8]
    /// When a check-in last came from it; nil for none.
    public let lastAt: Instant?
    /// When its key was registered; nil for none.
    public let registeredAt: Instant?

    /// A use as its parts say.
    public init(pseudonym: [UInt8], lastAt: Instant?, registeredAt: Instant?) {
        self.pseudonym = pseudonym
        self.lastAt = lastAt
        self.registeredAt = registeredAt
    }
}

/// A movement of a phone that is kept for a while to know it again; the samples stay sealed.
public struct KeptMotion: Hashable, Sendable {
    /// The check-in that it came with.
    public let checkIn: String
    /// When the movement ended.
    public let endedAt: Instant

    /// A motion as its parts say.
    public init(checkIn: String, endedAt: Instant) {
        self.checkIn = checkIn
        self.endedAt = endedAt
    }
}
