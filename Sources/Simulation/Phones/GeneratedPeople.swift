import Motion

/// People made from seeds, each with a phone and several windows one after the other, for evaluations
/// that need no recordings.
public struct GeneratedPeople: Sendable {
    /// How many people.
    public let count: Int
    /// How many windows each has.
    public let windowsEach: Int

    /// People 1…count; equal counts give equal people.
    public init(count: Int, windowsEach: Int) {
        self.count = count
        self.windowsEach = windowsEach
    }

    /// Their windows of a length: every kind of activity, half an hour apart.
    public func windows(seconds: Double) -> [PhoneWindow] {
        (0..<count).flatMap { person in
            (0..<windowsEach).map { turn in
                let seed = UInt64(person) &* 1_000 &+ UInt64(turn)
                // Most of what is done repeats, so that a replay has something to replay.
                let activities = Activity.allCases
                let activity = activities[(person + turn / 2) % activities.count]
                var phone = HonestPhone(
                    PhoneModel.all[person % PhoneModel.all.count], activity, seconds: seconds)
                phone.startsCold = seed % 7 == 0
                return phone.window(seed: seed).renamed(
                    "person-\(person)", movedBy: Double(turn) * 1_800)
            }
        }
    }
}

extension PhoneWindow {
    /// The same window of another source at another time.
    func renamed(_ source: String, movedBy seconds: Double) -> PhoneWindow {
        func moved(_ track: SensorTrack?) -> SensorTrack? {
            track.flatMap {
                SensorTrack(
                    seconds: $0.times.map { $0 + seconds }, x: $0.x, y: $0.y, z: $0.z)
            }
        }
        var evidence = MotionEvidence(
            fixes: FixTrack(
                self.evidence.fixes.fixes.compactMap { AttackComposer.moved($0, by: seconds) }))
        evidence.accelerometer = moved(self.evidence.accelerometer)
        evidence.gyroscope = moved(self.evidence.gyroscope)
        evidence.rotation = self.evidence.rotation.flatMap { rotation in
            moved(rotation.vector).flatMap {
                RotationTrack(vector: $0, scalar: rotation.scalar)
            }
        }
        var window = PhoneWindow(
            source: source, device: device, activity: activity, evidence: evidence)
        window.steps = steps
        return window
    }
}
