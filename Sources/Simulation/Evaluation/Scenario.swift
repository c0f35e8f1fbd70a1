/// A named row of attacks: an attack, or the best of several, on the windows of some activities.
public struct Scenario: Sendable {
    /// The row's name.
    public let name: String
    /// The attacks that the forger chooses from.
    let attacks: [Attack]
    /// The activities of the windows that are attacked.
    let activities: Set<Activity>
    /// How often each attack is composed anew; above 1 the forger knows every test and threshold, and
    /// sends the composition that scores least.
    var tries = 1

    init(_ name: String, _ attacks: Attack..., on activities: Set<Activity>) {
        self.name = name
        self.attacks = attacks
        self.activities = activities
    }

    private static let moving: Set<Activity> = [.walking, .driving, .handling, .held]
    private static let still: Set<Activity> = [.table, .idling]
    private static let any = moving.union(still)

    /// The rows of the fraud model, then all other attacks, then what a knowing forger does.
    public static let all = modelled + composed + replayed + invented + knowing

    private static let modelled = [
        Scenario("frozen fix, phone moving", .mockFrozen, on: moving),
        Scenario("teleport 2 km", .teleport2000, on: any),
        Scenario("fake walk, phone on desk", .fakeWalk, on: [.table]),
        Scenario("fake drive, phone on desk", .fakeDrive, on: [.table]),
        Scenario("fake drive, user walking", .fakeDrive, on: [.walking]),
        Scenario("1 m jitter, user walking", .frozenJitter, on: [.walking]),
        Scenario("frozen fix, phone on desk", .mockFrozen, on: [.table]),
        Scenario("somebody else's drive", .othersFixes, on: [.driving]),
    ]

    private static let composed = [
        Scenario("teleport 100 m", .teleport100, on: any),
        Scenario("teleport 500 m", .teleport500, on: any),
        Scenario("teleport 50 km", .teleport50000, on: any),
        Scenario("joystick, phone on desk", .joystick, on: [.table]),
        Scenario("joystick, user walking", .joystick, on: [.walking]),
        Scenario("1 m jitter, user driving", .frozenJitter, on: [.driving]),
        Scenario("fake walk, user walking", .fakeWalk, on: [.walking]),
        Scenario("somebody else's walk", .othersFixes, on: [.walking]),
    ]

    private static let replayed = [
        Scenario("replay, exact", .replayExact, on: any),
        Scenario("replay, exact, from the middle", .replayShifted, on: any),
        Scenario("replay with noise, moving", .replayNoise, on: moving),
        Scenario("replay scaled, moving", .replayScaled, on: moving),
        Scenario("replay turned 30°, moving", .replayRotated, on: moving),
        Scenario("replay 2 % faster, moving", .replayWarped, on: moving),
    ]

    private static let invented = [
        Scenario("constant sensors", .constantSensors, on: any),
        Scenario("Gaussian sensors", .gaussianSensors, on: any),
        Scenario("sinusoid sensors", .sinusoidSensors, on: any),
    ]

    private static let knowing = [
        Scenario("knowing, desk: best of 24", .heldFix, .frozenJitter, .fakeWalk, on: [.table])
            .tried(8),
        Scenario(
            "knowing, walking: best of 24", .fakeWalk, .frozenJitter, .heldFix, on: [.walking]
        ).tried(8),
        Scenario("knowing, driving: best of 8", .fakeDrive, on: [.driving]).tried(8),
        Scenario("lifelike held fix on desk", .heldFix, on: [.table]),
        Scenario("own track moved 3 km", .displaced, on: any),
        Scenario("sensors left out, frozen fix", .strippedSensors, on: any),
    ]

    private func tried(_ times: Int) -> Scenario {
        var scenario = self
        scenario.tries = times
        return scenario
    }

    /// The rows that the fraud model's baseline pools.
    static let baseline = Set(modelled.map(\.name))
    /// All but what a knowing forger does.
    static let plain = Set((modelled + composed + replayed + invented).map(\.name))
    /// Rows that stand for several.
    static let pools: [(name: String, members: Set<String>)] = [
        ("pooled, rows of the baseline", baseline), ("pooled, all but the knowing", plain),
        ("pooled, the knowing", Set(knowing.map(\.name))),
    ]

    /// Area and detection at 1 % that the fraud model reached, at 10, 20 and 30 s.
    private static let printed: [String: [(area: Double, detection: Double)]] = [
        "frozen fix, phone moving": [(0.998, 0.996), (0.996, 1), (1, 1)],
        "teleport 2 km": [(0.992, 0.899), (0.985, 0.866), (0.983, 0.861)],
        "fake walk, phone on desk": [(0.985, 0.245), (0.990, 1), (1, 1)],
        "fake drive, phone on desk": [(0.965, 0.347), (0.950, 0.500), (0.956, 0.667)],
        "fake drive, user walking": [(0.980, 0.740), (0.978, 0.792), (0.991, 0.939)],
        "1 m jitter, user walking": [(0.920, 0), (0.899, 0), (0.872, 0)],
        "frozen fix, phone on desk": [(0.819, 0), (0.813, 0), (0.799, 0)],
        "somebody else's drive": [(0.816, 0.060), (0.818, 0.023), (0.881, 0.044)],
        "pooled, rows of the baseline": [(0.958, 0.618), (0.951, 0.649), (0.956, 0.666)],
    ]

    /// The fraud model's own figures for a row.
    static func baseline(_ name: String, seconds: Double) -> EvaluationRow.Baseline? {
        guard let index = [10.0, 20, 30].firstIndex(of: seconds), let row = printed[name]
        else { return nil }
        return EvaluationRow.Baseline(area: row[index].area, detection: row[index].detection)
    }
}
