import Synchronization
import Timekeeping

/// Timekeepers that were made before, one a member.
///
/// Thread rule: one lock, held for a look-up.
final class TimekeeperShelf: Sendable {
    private let kept = Mutex<[MemberID: Place]>([:])

    /// The most that are kept; beyond it all go.
    private static let keptMax = 50_000

    /// The timekeeper of a member; nil where none was made, or the member was hired or left otherwise.
    func find(_ member: MemberID, _ employment: Employment) -> Timekeeper? {
        let place = kept.withLock { $0[member] }
        return place?.employment == employment ? place?.timekeeper : nil
    }

    func keep(_ timekeeper: Timekeeper, for member: MemberID, _ employment: Employment) {
        kept.withLock { kept in
            if kept.count >= Self.keptMax { kept.removeAll() }
            kept[member] = Place(timekeeper: timekeeper, employment: employment)
        }
    }

    private struct Place {
        let timekeeper: Timekeeper
        let employment: Employment
    }
}
