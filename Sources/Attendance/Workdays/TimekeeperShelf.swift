import Synchronization
import Timekeeping

/// Timekeepers that were made before, one a member.
///
/// Thread rule: one lock, held for a look-up.
final class TimekeeperShelf: Sendable {
    private let kept = Mutex<[MemberID: Timekeeper]>([:])

    /// The most that are kept; beyond it all go.
    private static let keptMax = 50_000

    func find(_ member: MemberID) -> Timekeeper? { kept.withLock { $0[member] } }

    func keep(_ timekeeper: Timekeeper, for member: MemberID) {
        kept.withLock { kept in
            if kept.count >= Self.keptMax { kept.removeAll() }
            kept[member] = timekeeper
        }
    }
}
