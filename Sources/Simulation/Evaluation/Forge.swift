import Motion

/// Makes the trials of an evaluation: honest windows, and what forgers make of them.
struct Forge {
    private let windows: [PhoneWindow]
    private let seconds: Double
    private let scene: RadioScene?
    private let judge = Judge()
    private let bySource: [String: [PhoneWindow]]

    init(_ windows: [PhoneWindow], seconds: Double, scene: RadioScene?) {
        self.windows = windows
        self.seconds = seconds
        self.scene = scene
        bySource = Dictionary(grouping: windows, by: \.source)
    }

    /// The trial of an honest window, whose phone hears its place.
    func honest(_ index: Int) -> Trial {
        let window = windows[index]
        let scan = scene.map { $0.here[index % $0.here.count].heard }
        return trial(
            window, nil,
            judge.weights(
                of: window, remembering: judge.memory(of: past(window)), hearing: scan,
                at: scene?.place))
    }

    /// The trial of an attack, whose phone hears another building; nil where the window lacks what
    /// the attack takes. Of several compositions the one that scores least.
    func forged(_ index: Int, _ scenario: Scenario) -> Trial? {
        let window = windows[index]
        let scan = scene.map { $0.elsewhere[index % $0.elsewhere.count].heard }
        let earlier = past(window)
        var best: Trial?
        for attack in scenario.attacks {
            let first = UInt64(index) &* 7_919 &+ UInt64(attack.rawValue.utf8.count)
            for attempt in 0..<scenario.tries {
                let seed = first &+ UInt64(attempt) &* 104_729
                let donor =
                    attack.isReplay
                    ? earlier.last { scenario.activities.contains($0.activity) }
                    : donor(for: window, seed: seed)
                guard
                    let forged = AttackComposer(seed: seed)
                        .compose(attack, on: window, donor: donor)
                else { continue }
                let memory = attack.isReplay ? judge.memory(of: earlier) : nil
                let weights = judge.weights(
                    of: forged, remembering: memory, hearing: scan, at: scene?.place)
                let found = trial(forged, attack, weights)
                if found.score() < best?.score() ?? .infinity { best = found }
            }
        }
        return best
    }

    /// A window's past: windows of its own recording at least two lengths earlier.
    private func past(_ window: PhoneWindow) -> [PhoneWindow] {
        (bySource[window.source] ?? []).filter {
            $0.span.upperBound + seconds < window.span.lowerBound
        }.suffix(8)
    }

    private func trial(
        _ window: PhoneWindow, _ attack: Attack?, _ weights: [Family: Double]
    ) -> Trial {
        Trial(
            source: window.source, device: window.device, activity: window.activity,
            attack: attack, weights: weights)
    }

    /// Another recording's window of the same activity.
    private func donor(for window: PhoneWindow, seed: UInt64) -> PhoneWindow? {
        var random = SeededRandom(seed: seed)
        for _ in 0..<200 {
            guard let candidate = windows.randomElement(using: &random) else { return nil }
            if candidate.source != window.source, candidate.activity == window.activity {
                return candidate
            }
        }
        return nil
    }
}
