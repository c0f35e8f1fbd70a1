import Foundation
import Motion

/// All trials of one window length.
struct EvaluationBench {
    let honest: [Trial]
    let frauds: [String: [Trial]]
    let seconds: Double
    /// Every family that was judged.
    let families: Set<Family>

    /// The most attacked windows of a scenario from one recording, so that long ones do not rule.
    static let attacksPerRecording = 60

    init(_ windows: [PhoneWindow], seconds: Double, scene: RadioScene?) {
        self.seconds = seconds
        families = scene == nil ? Family.carried : Set(Family.allCases)
        let forge = Forge(windows, seconds: seconds, scene: scene)
        honest = windows.indices.map(forge.honest)
        var frauds: [String: [Trial]] = [:]
        for scenario in Scenario.all {
            var used: [String: Int] = [:]
            for (index, window) in windows.enumerated()
            where scenario.activities.contains(window.activity) {
                guard used[window.source, default: 0] < Self.attacksPerRecording,
                    let trial = forge.forged(index, scenario)
                else { continue }
                used[window.source, default: 0] += 1
                frauds[scenario.name, default: []].append(trial)
            }
        }
        self.frauds = frauds
    }

    /// Honest windows, how many are not accepted as they are, with its interval.
    var honestRow: HonestRow {
        let flagged = honest.count { $0.isFlagged() }
        return HonestRow(
            seconds: seconds, count: honest.count,
            sources: Set(honest.map(\.source)).count,
            flagged: Double(flagged) / Double(max(honest.count, 1)),
            interval: BinomialInterval(successes: flagged, trials: honest.count))
    }

    /// The row of some scenarios together; nil when they have no window.
    func row(
        _ name: String, names: Set<String>, without omitted: Family? = nil
    ) -> EvaluationRow? {
        let trials = trials(of: names)
        guard !trials.isEmpty, !honest.isEmpty else { return nil }
        let carried = Family.carried.subtracting([omitted].compactMap(\.self))
        let all = families.subtracting([omitted].compactMap(\.self))
        return EvaluationRow(
            name: name, seconds: seconds, count: trials.count,
            carried: detection(of: trials, by: carried),
            heard: families.contains(.radio) ? detection(of: trials, by: all) : nil,
            heldOut: heldOut(trials, by: carried),
            baseline: Scenario.baseline(name, seconds: seconds))
    }

    /// In the order of the scenarios, so that equal evaluations are equal.
    func trials(of names: Set<String>) -> [Trial] {
        Scenario.all.filter { names.contains($0.name) }.flatMap { frauds[$0.name] ?? [] }
    }

    private func detection(
        of trials: [Trial], by families: Set<Family>
    ) -> EvaluationRow.Detection {
        let curve = OperatingCurve(
            honest: honest.map { $0.score(of: families) },
            frauds: trials.map { $0.score(of: families) })
        let caught = curve.detected(above: curve.threshold(falsePositives: 0.01))
        let strict = curve.detected(above: curve.threshold(falsePositives: 0.001))
        let flagged = trials.count { $0.isFlagged(by: families) }
        let share = 1 / Double(trials.count)
        return EvaluationRow.Detection(
            area: curve.area, detection: Double(caught) * share,
            interval: BinomialInterval(successes: caught, trials: trials.count),
            strictDetection: Double(strict) * share, flagged: Double(flagged) * share)
    }

    /// The share of frauds above the threshold that the other recordings' honest windows give.
    private func heldOut(_ trials: [Trial], by families: Set<Family>) -> Double {
        var caught = 0
        for (source, own) in Dictionary(grouping: trials, by: \.source) {
            let others = honest.filter { $0.source != source }
            let curve = OperatingCurve(
                honest: others.map { $0.score(of: families) },
                frauds: own.map { $0.score(of: families) })
            caught += curve.detected(above: curve.threshold(falsePositives: 0.01))
        }
        return Double(caught) / Double(max(trials.count, 1))
    }

    /// False positives and detections of every model of phone.
    var devices: [DeviceRow] {
        let threshold = OperatingCurve(honest: honest.map { $0.score() }, frauds: [])
            .threshold(falsePositives: 0.01)
        let attacked = Dictionary(grouping: trials(of: Scenario.plain), by: \.device)
        return Dictionary(grouping: honest, by: \.device).sorted { $0.key < $1.key }
            .map { device, trials in
                let wrong = trials.count { $0.score() > threshold }
                let frauds = attacked[device] ?? []
                let caught = frauds.count { $0.score() > threshold }
                return DeviceRow(
                    device: device, honest: trials.count,
                    falsePositives: Double(wrong) / Double(trials.count),
                    interval: BinomialInterval(successes: wrong, trials: trials.count),
                    detection: Double(caught) / Double(max(frauds.count, 1)))
            }
    }

    /// The detection at 1 % of some scenarios when whole recordings are drawn with replacement, 200
    /// times: the 2.5th and 97.5th percentile.
    func bootstrap(names: Set<String>) -> [Double] {
        let honestBySource = Dictionary(grouping: honest, by: \.source)
        let fraudsBySource = Dictionary(grouping: trials(of: names), by: \.source)
        let sources = honestBySource.keys.sorted()
        var random = SeededRandom(seed: 20)
        let draws = (0..<200).map { _ in
            let drawn = sources.indices.compactMap { _ in sources.randomElement(using: &random) }
            let curve = OperatingCurve(
                honest: drawn.flatMap { honestBySource[$0] ?? [] }.map { $0.score() },
                frauds: drawn.flatMap { fraudsBySource[$0] ?? [] }.map { $0.score() })
            let count = drawn.reduce(0) { $0 + (fraudsBySource[$1]?.count ?? 0) }
            let caught = curve.detected(above: curve.threshold(falsePositives: 0.01))
            return Double(caught) / Double(max(count, 1))
        }.sorted()
        return [draws[4], draws[194]]
    }

    var curves: [String: [[Double]]] {
        let scores = honest.map { $0.score() }
        let chosen = Scenario.baseline.intersection(frauds.keys)
        return Dictionary(
            uniqueKeysWithValues: chosen.map { name in
                let curve = OperatingCurve(
                    honest: scores, frauds: (frauds[name] ?? []).map { $0.score() })
                return (name, curve.points.map { [$0.falsePositives, $0.detections] })
            })
    }
}
