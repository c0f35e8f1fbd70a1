import Attendance
import Timekeeping

/// Which of a member's consents still hold at a time.
struct ConsentState {
    private let granted: Purposes
    private let notices: ConsentNotices
    private let necessity: Purposes
    private let changes: [MajorChange]

    /// - Parameters:
    ///   - granted: What was granted and not withdrawn.
    ///   - notices: The notices that it was granted under.
    ///   - necessity: What rests on another ground than consent.
    ///   - changes: The organization's major changes, as their column holds them.
    init(granted: Purposes, notices: ConsentNotices, necessity: Purposes, changes: String) {
        self.granted = granted
        self.notices = notices
        self.necessity = necessity
        self.changes = MajorChange.list(changes)
    }

    /// The purposes that may be processed at a time.
    func active(at now: Instant) -> Purposes {
        var active = granted
        for change in changes where change.effectiveAt <= now {
            for purpose in change.purposes.list
            where notices.effectiveAt(purpose) < change.effectiveAt {
                active.remove(Purposes(purpose))
            }
        }
        return active.union(necessity)
    }
}

/// From when on the notices count that a member's consents were given under.
struct ConsentNotices {
    private var times: [Int64]

    /// Reads the column; the built-in notice counts since ever.
    init(_ column: String) {
        times = column.split(separator: " ").map { Int64($0) ?? 0 }
        let missing = Purpose.allCases.count - times.count
        if missing > 0 { times += Array(repeating: 0, count: missing) }
    }

    func effectiveAt(_ purpose: Purpose) -> Instant {
        Instant(milliseconds: times[index(purpose)])
    }

    mutating func set(_ purpose: Purpose, effectiveAt time: Instant) {
        times[index(purpose)] = time.milliseconds
    }

    /// The column.
    var text: String { times.map { String($0) }.joined(separator: " ") }

    private func index(_ purpose: Purpose) -> Int {
        Purpose.allCases.firstIndex(of: purpose) ?? 0
    }
}

/// A change of the notice that needs consents anew.
struct MajorChange {
    let effectiveAt: Instant
    let purposes: Purposes

    /// Reads the column.
    static func list(_ column: String) -> [MajorChange] {
        column.split(separator: " ").compactMap { part in
            let numbers = part.split(separator: ":").compactMap { Int64($0) }
            guard numbers.count == 2 else { return nil }
            return MajorChange(
                effectiveAt: Instant(milliseconds: numbers[0]),
                purposes: Purposes(rawValue: numbers[1]))
        }
    }

    /// The change as the column holds it.
    var text: String { "\(effectiveAt.milliseconds):\(purposes.rawValue)" }
}
