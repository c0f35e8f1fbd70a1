import Attendance

/// Did the device see the cells around a place of work?
///
/// A cell is kilometres wide and its neighbours change, so it agrees with a place or says nothing.
struct CellCheck: Check {
    /// Our estimate: a forger abroad lacks the cell, one in the same town has it.
    private static let insideWeight = -0.5

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        let cells = evidence.checkIn.cells
        guard !cells.isEmpty else { return [] }
        let places = rulebook.places
        guard !places.signals.cells.isEmpty else {
            return [Finding(.cells, .cellsUnknown, .inconclusive)]
        }
        var tally = SignalTally()
        for cell in cells {
            for listed in places.signals.cells[cell.cell] ?? []
            where listed.signal.matches(cell) && evidence.counts(places.fences[listed.fence]) {
                tally.count(listed.fence, rssi: cell.rssi)
            }
        }
        let proofs = tally.ranked
        guard !proofs.isEmpty else {
            return [Finding(.cells, .cellsElsewhere, .inconclusive)]
        }
        return SignalTally.findings(.cells, .cellsInside, proofs, in: places) { index in
            index == 0 ? Self.insideWeight : 0
        }
    }
}
