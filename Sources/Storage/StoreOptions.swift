import Attendance
import Foundation
import Timekeeping

/// What a store needs from outside.
public struct StoreOptions: Sendable {
    /// Turns a device's id into the organization's keyed pseudonym of it, the same each time.
    public var pseudonym: @Sendable (OrganizationID, String) -> Data
    /// How personal payloads are sealed.
    public var seal: any PayloadSeal = OpenPayloads()
    /// The server's clock.
    public var clock: @Sendable () -> Instant
    /// How many writes may wait; those beyond it are refused as `overloaded`.
    public var queueLimit = 8_192
    /// How many reads of a database file run at once.
    public var readers = 4

    /// The usual options.
    public init(
        pseudonym: @escaping @Sendable (OrganizationID, String) -> Data,
        clock: @escaping @Sendable () -> Instant
    ) {
        self.pseudonym = pseudonym
        self.clock = clock
    }
}
