import Motion

/// Composes every attack on honest windows, judges all, and reports how well they are told apart.
///
/// Thresholds are stated twice: over all honest windows, and leaving out the recording of the window
/// at hand, so that no recording helps to judge itself. Windows of one length and one recording
/// overlap by half at most. Every figure is given without Wi-Fi on either side, and, where there is a
/// scene, with honest phones that hear their place and forgers' phones that hear where they are.
public struct Evaluation: Sendable {
    let title: String
    let lengths: [Double]
    let scene: RadioScene?
    let windows: @Sendable (Double) -> [PhoneWindow]
    /// Surveyed scans whose own table is printed.
    public var survey: RadioSurvey?

    /// Evaluates windows of several lengths; the closure makes the honest windows of a length.
    public init(
        _ title: String, lengths: [Double] = [5, 10, 20, 30], scene: RadioScene? = nil,
        windows: @escaping @Sendable (Double) -> [PhoneWindow]
    ) {
        self.title = title
        self.lengths = lengths
        self.scene = scene
        self.windows = windows
    }

    /// Runs everything; minutes for the shared recordings.
    public func report() -> EvaluationReport {
        var report = EvaluationReport(title: title)
        for seconds in lengths {
            let bench = EvaluationBench(windows(seconds), seconds: seconds, scene: scene)
            report.honest.append(bench.honestRow)
            report.rows += Scenario.all.compactMap { bench.row($0.name, names: [$0.name]) }
            report.pooled += Scenario.pools.compactMap { bench.row($0.name, names: $0.members) }
            report.calibration.append(bench.calibration)
            if seconds == 20 || lengths.count == 1 { detail(&report, bench) }
        }
        if let survey { report.radio = RadioRow.rows(of: survey) }
        return report
    }

    /// What is stated for one length only: families left out, phones, curves.
    private func detail(_ report: inout EvaluationReport, _ bench: EvaluationBench) {
        for family in Family.allCases where family != .radio {
            let name = "pooled, without \(family.rawValue)"
            report.ablation += [bench.row(name, names: Scenario.plain, without: family)]
                .compactMap(\.self)
        }
        report.devices = bench.devices
        report.bootstrap = bench.bootstrap(names: Scenario.plain)
        report.curves = bench.curves
    }
}
