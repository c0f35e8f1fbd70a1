import Attendance
import Sealing
import Timekeeping

/// What a store needs from outside.
public struct StoreOptions: Sendable {
    /// The key above all others, from outside the database; nil leaves profiles and records as they
    /// are, and wraps keys under a root that everybody knows: for tests.
    public var root: OwnerKey?
    /// Root keys that wrap something still, or already, while the root is being replaced.
    public var otherRoots: [OwnerKey] = []
    /// Keeps the ledger of erasures beside the root key too; nil for a store that needs none.
    public var witness: ErasureWitness?
    /// Told the organization and table of every sealed value that does not open: it was altered, or
    /// moved from elsewhere.
    public var altered: @Sendable (OrganizationID, String) -> Void = { _, _ in }
    /// The server's clock.
    public var clock: @Sendable () -> Instant
    /// How many writes may wait; those beyond it are refused as `overloaded`.
    public var queueLimit = 8_192
    /// How many reads of a database file run at once.
    public var readers = 4

    /// The usual options.
    public init(clock: @escaping @Sendable () -> Instant) { self.clock = clock }

    /// The root of a store that was given none; it keeps nothing from anybody.
    static func openRoot() throws(SealError) -> OwnerKey {
        try OwnerKey(root: Secret(copying: [UInt8](repeating: 0, count: 32)))
    }
}
