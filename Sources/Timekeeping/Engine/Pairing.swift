/// What the punches of one instance say together.
struct Pairing: Sendable {
    private(set) var firstIn: Punch?
    private(set) var lastOut: Punch?
    /// Paired time.
    private(set) var worked: [Span] = []
    /// The last IN when no OUT follows it.
    private(set) var openIn: Punch?
    private(set) var count = 0

    /// - Parameter punches: In order, of one owner.
    init(_ punches: some Collection<Punch>, _ settings: Settings) {
        let ignoresDirections =
            settings.directions == .alternating || punches.allSatisfy { $0.direction == .auto }
        let isFirstLast = settings.hours == .firstLast
        var previous: Punch?
        for punch in punches {
            // The same instant and direction is the same punch.
            if let previous, previous.at == punch.at,
                ignoresDirections || previous.direction == punch.direction
            {
                continue
            }
            previous = punch
            count += 1
            let turnsIn = openIn == nil
            let comes =
                ignoresDirections || punch.direction == .auto ? turnsIn : punch.direction == .in
            if comes { arrive(punch) } else { leave(punch) }
        }
        guard isFirstLast else { return }
        if ignoresDirections, count > 1, let previous {
            lastOut = previous
            openIn = nil
        }
        worked = []
        if let firstIn, let lastOut, lastOut.at > firstIn.at {
            worked = [Span(lower: firstIn.at.milliseconds, upper: lastOut.at.milliseconds)]
        }
    }

    private mutating func arrive(_ punch: Punch) {
        if firstIn == nil {
            firstIn = punch
            // Nobody leaves before having come.
            lastOut = nil
        }
        if openIn == nil { openIn = punch }
    }

    private mutating func leave(_ punch: Punch) {
        lastOut = punch
        guard let opened = openIn else { return }
        worked.append(Span(lower: opened.at.milliseconds, upper: punch.at.milliseconds))
        openIn = nil
    }
}
