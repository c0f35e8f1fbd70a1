import Attendance

/// Did the device see the cells around a place of work?
///
/// A cell is kilometres wide and its neighbours change, so it agrees with a place or says nothing.
struct CellCheck: Check {
    /// The weight is our estimate: a forger abroad lacks the cell, one in the same town has it.
    private static let question = SignalQuestion(
        check: .cells, inside: .cellsInside, elsewhere: .cellsElsewhere,
        elsewhereOutcome: .inconclusive, insideWeight: -0.5)

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        let seen = evidence.checkIn.cells
        guard !seen.isEmpty else { return [] }
        let listed = rulebook.places.signals.cells
        guard !listed.isEmpty else { return [Finding(.cells, .cellsUnknown, .inconclusive)] }
        let cells = seen.strongest(
            by: { CellSignal(mcc: $0.mcc, mnc: $0.mnc, area: $0.area, cell: $0.cell) },
            rssi: \.rssi)
        return Self.question.answer(evidence, rulebook.places) { tally in
            for cell in cells {
                tally.count(listed[cell.cell] ?? [], rssi: cell.rssi) { $0.matches(cell) }
            }
        }
    }
}
