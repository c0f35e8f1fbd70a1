import Foundation
import Motion

/// All trials of one window length.
struct EvaluationBench {
    let honest: [Trial]
    private let frauds: [String: [Trial]]
    private let seconds: Double

    init(_ windows: [PhoneWindow], seconds: Double) {
        self.seconds = seconds
        let judge = Judge()
        let bySource = Dictionary(grouping: windows, by: \.source)
        // A window's past: windows of its own recording at least two lengths earlier.
        func past(_ window: PhoneWindow) -> [PhoneWindow] {
            Array(
                (bySource[window.source] ?? []).filter {
                    $0.span.upperBound + seconds < window.span.lowerBound
                }.suffix(8))
        }
        honest = windows.map {
            Self.trial($0, nil, judge.weights(of: $0, remembering: judge.memory(of: past($0))))
        }
        var frauds: [String: [Trial]] = [:]
        for scenario in Evaluation.scenarios {
            var used: [String: Int] = [:]
            for (index, window) in windows.enumerated()
            where scenario.activities.contains(window.activity) {
                guard used[window.source, default: 0] < Evaluation.attacksPerRecording else {
                    continue
                }
                let seed = UInt64(index) &* 7_919 &+ UInt64(scenario.attack.rawValue.utf8.count)
                let earlier = past(window)
                let donor =
                    scenario.attack.isReplay
                    ? earlier.last { scenario.activities.contains($0.activity) }
                    : Self.donor(for: window, in: windows, seed: seed)
                guard
                    let forged = AttackComposer(seed: seed)
                        .compose(scenario.attack, on: window, donor: donor)
                else { continue }
                used[window.source, default: 0] += 1
                let memory = scenario.attack.isReplay ? judge.memory(of: earlier) : nil
                frauds[scenario.name, default: []].append(
                    Self.trial(
                        forged, scenario.attack, judge.weights(of: forged, remembering: memory)))
            }
        }
        self.frauds = frauds
    }

    private static func trial(
        _ window: PhoneWindow, _ attack: Attack?, _ weights: [LikelihoodGroup: Double]
    ) -> Trial {
        Trial(
            source: window.source, device: window.device, activity: window.activity,
            attack: attack, weights: weights)
    }

    /// Another recording's window of the same activity.
    private static func donor(
        for window: PhoneWindow, in windows: [PhoneWindow], seed: UInt64
    ) -> PhoneWindow? {
        var random = SeededRandom(seed: seed)
        for _ in 0..<200 {
            guard let candidate = windows.randomElement(using: &random) else { return nil }
            if candidate.source != window.source, candidate.activity == window.activity {
                return candidate
            }
        }
        return nil
    }

    /// The row of some scenarios together; nil when they have no window.
    func row(
        _ name: String, names: Set<String>, without omitted: Set<LikelihoodGroup> = []
    ) -> EvaluationRow? {
        let trials = frauds.filter { names.contains($0.key) }.values.joined()
        guard !trials.isEmpty, !honest.isEmpty else { return nil }
        let scores = trials.map { $0.score(without: omitted) }
        let curve = OperatingCurve(
            honest: honest.map { $0.score(without: omitted) }, frauds: scores)
        let caught = curve.detected(above: curve.threshold(falsePositives: 0.01))
        let strict = curve.detected(above: curve.threshold(falsePositives: 0.001))
        return EvaluationRow(
            name: name, seconds: seconds, count: scores.count, area: curve.area,
            detection: Double(caught) / Double(scores.count),
            interval: BinomialInterval(successes: caught, trials: scores.count),
            strictDetection: Double(strict) / Double(scores.count),
            heldOut: heldOut(Array(trials), without: omitted))
    }

    /// The share of frauds above the threshold that the other recordings' honest windows give.
    private func heldOut(_ trials: [Trial], without omitted: Set<LikelihoodGroup>) -> Double {
        var caught = 0
        for (source, own) in Dictionary(grouping: trials, by: \.source) {
            let others = honest.filter { $0.source != source }
            let curve = OperatingCurve(
                honest: others.map { $0.score(without: omitted) },
                frauds: own.map { $0.score(without: omitted) })
            caught += curve.detected(above: curve.threshold(falsePositives: 0.01))
        }
        return Double(caught) / Double(max(trials.count, 1))
    }

    var falsePositivesByDevice: [String: Double] {
        let threshold = OperatingCurve(honest: honest.map { $0.score() }, frauds: [])
            .threshold(falsePositives: 0.01)
        return Dictionary(grouping: honest, by: \.device).mapValues { trials in
            Double(trials.count { $0.score() > threshold }) / Double(trials.count)
        }
    }

    /// Mean squared error of sigmoid(score + prior) with the trials' own share of frauds as prior.
    var brier: Double {
        let forged = Array(frauds.values.joined())
        guard !honest.isEmpty, !forged.isEmpty else { return 0 }
        let prior = log(Double(forged.count) / Double(honest.count))
        func probability(_ trial: Trial) -> Double { 1 / (1 + exp(-(trial.score() + prior))) }
        let wrong = honest.reduce(0) { $0 + pow(probability($1), 2) }
        let missed = forged.reduce(0) { $0 + pow(1 - probability($1), 2) }
        return (wrong + missed) / Double(honest.count + forged.count)
    }

    var curves: [String: [[Double]]] {
        let scores = honest.map { $0.score() }
        let chosen = Evaluation.baseline.intersection(frauds.keys)
        return Dictionary(
            uniqueKeysWithValues: chosen.map { name in
                let curve = OperatingCurve(
                    honest: scores, frauds: (frauds[name] ?? []).map { $0.score() })
                return (name, curve.points.map { [$0.falsePositives, $0.detections] })
            })
    }
}
