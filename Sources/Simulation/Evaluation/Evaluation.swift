import Motion

/// Composes every attack on honest windows, judges all, and reports how well they are told apart.
///
/// Thresholds are stated twice: over all honest windows, and leaving out the recording of the window
/// at hand, so that no recording helps to judge itself. Windows of one length and one recording
/// overlap by half at most.
public struct Evaluation: Sendable {
    /// A named row of attacks: one attack on the windows of some activities.
    public struct Scenario: Sendable {
        let name: String
        let attack: Attack
        let activities: Set<Activity>

        /// An attack on windows of certain activities.
        public init(_ name: String, _ attack: Attack, on activities: Set<Activity>) {
            self.name = name
            self.attack = attack
            self.activities = activities
        }
    }

    private static let moving: Set<Activity> = [.walking, .driving, .handling, .held]
    private static let still: Set<Activity> = [.table, .idling]

    /// The rows of the fraud model, then all other attacks.
    public static let scenarios: [Scenario] = [
        Scenario("frozen fix, phone moving", .mockFrozen, on: moving),
        Scenario("teleport 2 km", .teleport2000, on: moving.union(still)),
        Scenario("teleport 500 m", .teleport500, on: moving.union(still)),
        Scenario("teleport 100 m", .teleport100, on: moving.union(still)),
        Scenario("teleport 50 km", .teleport50000, on: moving.union(still)),
        Scenario("fake walk, phone on desk", .fakeWalk, on: [.table]),
        Scenario("fake drive, phone on desk", .fakeDrive, on: [.table]),
        Scenario("fake drive, user walking", .fakeDrive, on: [.walking]),
        Scenario("joystick, phone on desk", .joystick, on: [.table]),
        Scenario("joystick, user walking", .joystick, on: [.walking]),
        Scenario("1 m jitter, user walking", .frozenJitter, on: [.walking]),
        Scenario("1 m jitter, user driving", .frozenJitter, on: [.driving]),
        Scenario("fake walk, user walking", .fakeWalk, on: [.walking]),
        Scenario("somebody else's drive", .othersFixes, on: [.driving]),
        Scenario("somebody else's walk", .othersFixes, on: [.walking]),
        Scenario("frozen fix, phone on desk", .mockFrozen, on: [.table]),
        Scenario("replay, exact", .replayExact, on: moving.union(still)),
        Scenario("replay, exact, from the middle", .replayShifted, on: moving.union(still)),
        Scenario("replay with noise, moving", .replayNoise, on: moving),
        Scenario("replay scaled, moving", .replayScaled, on: moving),
        Scenario("replay turned 30°, moving", .replayRotated, on: moving),
        Scenario("replay 2 % faster, moving", .replayWarped, on: moving),
        Scenario("constant sensors", .constantSensors, on: moving.union(still)),
        Scenario("Gaussian sensors", .gaussianSensors, on: moving.union(still)),
        Scenario("sinusoid sensors", .sinusoidSensors, on: moving.union(still)),
    ]

    /// Scenarios of the table that the fraud model's baseline pools.
    static let baseline: Set<String> = [
        "frozen fix, phone moving", "teleport 2 km", "fake walk, phone on desk",
        "fake drive, phone on desk", "fake drive, user walking", "1 m jitter, user walking",
        "frozen fix, phone on desk", "somebody else's drive",
    ]

    /// The most attacked windows of a scenario from one recording, so that long ones do not rule.
    static let attacksPerRecording = 60

    let title: String
    let lengths: [Double]
    let windows: @Sendable (Double) -> [PhoneWindow]

    /// Evaluates windows of several lengths; the closure makes the honest windows of a length.
    public init(
        _ title: String, lengths: [Double] = [5, 10, 20, 30],
        windows: @escaping @Sendable (Double) -> [PhoneWindow]
    ) {
        self.title = title
        self.lengths = lengths
        self.windows = windows
    }

    /// Runs everything; minutes for the shared recordings.
    public func report() -> EvaluationReport {
        var report = EvaluationReport(title: title)
        for seconds in lengths {
            let bench = EvaluationBench(windows(seconds), seconds: seconds)
            report.honest.append(bench.honest.count)
            for scenario in Self.scenarios {
                if let row = bench.row(scenario.name, names: [scenario.name]) {
                    report.rows.append(row)
                }
            }
            let all = Set(Self.scenarios.map(\.name))
            for (name, names) in [
                ("pooled, rows of the baseline", Self.baseline), ("pooled, all", all),
            ] {
                if let row = bench.row(name, names: names) { report.rows.append(row) }
            }
            if seconds == 20 || lengths.count == 1 {
                for group in LikelihoodGroup.allCases {
                    let name = "pooled, without \(group.rawValue)"
                    if let row = bench.row(name, names: all, without: [group]) {
                        report.ablation.append(row)
                    }
                }
                report.falsePositives = bench.falsePositivesByDevice
                report.curves = bench.curves
            }
            report.brier.append(bench.brier)
        }
        return report
    }
}
