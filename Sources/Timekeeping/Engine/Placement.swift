/// Which punches belong to which instance or open day.
struct Placement: Sendable {
    /// The punches in order: by instant, OUT before IN before auto, then by id.
    let punches: [Punch]
    private(set) var owners: [Owner] = []
    /// The punches of each instance, by its place in the timeline.
    private(set) var owned: [Range<Int>]
    /// The civil days with punches that no one owns, by their places in the timeline.
    private(set) var offShiftDays: Set<Int> = []

    enum Owner: Hashable, Sendable {
        case instance(Int)
        /// An open day, by its place in the timeline.
        case open(Int)
        /// No one; the place in the timeline of the civil day, when it lies within.
        case offShift(Int?)
    }

    init(_ unordered: [Punch], on timeline: Timeline, _ compiled: CompiledRules) {
        let ordered = Self.isOrdered(unordered) ? unordered : unordered.sorted(by: Self.precedes)
        punches = ordered
        owned = Array(repeating: 0..<0, count: timeline.instances.count)
        owners.reserveCapacity(ordered.count)
        var openWindows: [Int: Span] = [:]
        var next = 0
        for (index, punch) in ordered.enumerated() {
            let moment = punch.at.milliseconds
            while next < timeline.order.count,
                timeline.instances[timeline.order[next]].closes < moment
            {
                next += 1
            }
            if next < timeline.order.count,
                timeline.instances[timeline.order[next]].opens <= moment
            {
                let instance = timeline.order[next]
                owned[instance] =
                    owned[instance].isEmpty
                    ? index..<(index + 1) : owned[instance].lowerBound..<(index + 1)
                owners.append(.instance(instance))
            } else {
                let owner = Self.owner(
                    outsideWindows: punch, on: timeline, compiled, &openWindows)
                if case .offShift(let day?) = owner { offShiftDays.insert(day) }
                owners.append(owner)
            }
        }
    }

    /// The punches of an open day.
    func punches(ofOpenDay day: Int) -> [Punch] {
        zip(punches, owners).filter { $0.1 == .open(day) }.map(\.0)
    }

    private static func owner(
        outsideWindows punch: Punch, on timeline: Timeline, _ compiled: CompiledRules,
        _ windows: inout [Int: Span]
    ) -> Owner {
        let civil = compiled.date(of: punch.at)
        let date = compiled.set(on: civil).cutDate(punch.at)
        guard let day = timeline.index(of: date) else { return .offShift(nil) }
        guard timeline.days[day].isOpen else { return .offShift(day) }
        let window = windows[day] ?? timeline.openWindow(timeline.days[day])
        windows[day] = window
        let moment = punch.at.milliseconds
        return window.lower <= moment && moment < window.upper
            ? .open(day) : .offShift(timeline.index(of: civil))
    }

    private static func isOrdered(_ punches: [Punch]) -> Bool {
        zip(punches, punches.dropFirst()).allSatisfy { !precedes($1, $0) }
    }

    private static func precedes(_ one: Punch, _ other: Punch) -> Bool {
        if one.at != other.at { return one.at < other.at }
        if one.direction != other.direction { return rank(one) < rank(other) }
        if one.id != other.id { return (one.id ?? "") < (other.id ?? "") }
        if one.place != other.place { return one.place.rawValue < other.place.rawValue }
        return one.origin.rawValue < other.origin.rawValue
    }

    private static func rank(_ punch: Punch) -> Int {
        switch punch.direction {
        case .out: 0
        case .in: 1
        case .auto: 2
        }
    }
}
