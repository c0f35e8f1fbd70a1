import Attendance
import Foundation

extension EvaluationBench {
    /// How far the probabilities of all plain attacks can be believed, every recording judged by a fit
    /// that has not seen it.
    var calibration: CalibrationRow {
        let frauds = trials(of: Scenario.plain)
        // The prior of the evaluation: its own share of frauds.
        let prior = log(Double(max(frauds.count, 1)) / Double(max(honest.count, 1)))
        let labelled = (honest + frauds).map { trial in
            (
                source: trial.source,
                label: ScoredLabel(
                    logOdds: trial.score() + prior, isFraud: trial.attack != nil)
            )
        }
        var fitted: [ScoredLabel] = []
        for (source, own) in Dictionary(grouping: labelled, by: \.source) {
            let others = labelled.filter { $0.source != source }.map(\.label)
            let line = CalibrationFit.line(through: others)
            fitted += own.map { pair in
                ScoredLabel(
                    logOdds: line.slope * pair.label.logOdds + line.offset,
                    isFraud: pair.label.isFraud)
            }
        }
        let before = Reliability(of: labelled.map(\.label))
        let after = Reliability(of: fitted)
        return CalibrationRow(
            seconds: seconds, brier: before.brier, fittedBrier: after.brier,
            error: before.error, fittedError: after.error)
    }
}
