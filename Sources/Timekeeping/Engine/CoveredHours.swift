/// How much of the hours to be worked was excused. Milliseconds.
struct CoveredHours {
    /// Leave within the hours to be worked.
    private(set) var leave: Int64 = 0
    /// Leave, trips and duty elsewhere that nothing was worked in; counts towards the minimum.
    private(set) var credit: Int64 = 0

    init(_ verdicts: [InstanceVerdict], _ pauses: [Spans], _ coverage: Coverage) {
        guard !coverage.isEmpty else { return }
        var whole: Int64 = 0
        for (verdict, pause) in zip(verdicts, pauses) {
            let net = verdict.net(pause)
            whole += net.total
            let covered = { (filter: (WorkdaySlot.Supplement) -> Bool) -> Spans in
                if let all = coverage.whole { return filter(all) ? net : Spans() }
                return net.intersection(
                    Spans(union: coverage.spans.filter { filter($0.supplement) }.map(\.span)))
            }
            leave += covered { $0 == .leave }.total
            credit += covered { _ in true }.subtracting(verdict.worked).total
        }
        guard coverage.whole == nil, coverage.hasHalf else { return }
        // Hours that were given are taken at their word.
        if coverage.isHalfLeave, leave == 0 { leave = whole / 2 }
        if credit == 0 { credit = whole / 2 }
    }
}
