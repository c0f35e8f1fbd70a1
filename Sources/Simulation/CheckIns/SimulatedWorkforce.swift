import Foundation
import Motion

/// People who check in honestly, and people who try every attack; deterministic in its seed.
///
/// Each attacker has a member and a phone of its own and a few honest check-ins before the attack, so
/// that attacks do not touch one another and a place has learned what it sounds like. Honest phones
/// send what they hear at the place. Attacks on sensors and fixes send no Wi-Fi: what finds them is
/// the evidence that they forge.
public struct SimulatedWorkforce: Sendable {
    /// What is made how often.
    public struct Plan: Sendable {
        /// The seed.
        public var seed: UInt64 = 1
        /// The attacks.
        public var attacks = Attack.allCases
        /// How often each is tried.
        public var each = 5
        /// Honest check-ins before each.
        public var honest = 3

        /// Every attack, five times.
        public init() {}
    }

    /// In the order of time.
    public let checkIns: [SimulatedCheckIn]
    /// Everybody who checks in, each once.
    public let members: [String]
    /// Attacks that were left out because recordings lack what they take.
    public let missing: [Attack]

    /// Makes the check-ins of a plan from honest windows.
    public init(_ plan: Plan, pool: WindowPool, scene: RadioScene) {
        var maker = CheckInMaker(plan, pool: pool, scene: scene)
        var missing: [Attack] = []
        for attack in plan.attacks {
            for turn in 0..<plan.each where !maker.add(attack, turn: turn) {
                if missing.last != attack { missing.append(attack) }
            }
        }
        checkIns = maker.made.sorted { ($1.age, $0.id) < ($0.age, $1.id) }
        var seen: Set<String> = []
        members = checkIns.map(\.member).filter { seen.insert($0).inserted }
        self.missing = missing
    }
}

/// Makes check-ins one attack after the other.
private struct CheckInMaker {
    private let plan: SimulatedWorkforce.Plan
    private let scene: RadioScene
    private var pool: WindowPool
    private var random: SeededRandom
    var made: [SimulatedCheckIn] = []

    private static let all = Set(Activity.allCases)

    init(_ plan: SimulatedWorkforce.Plan, pool: WindowPool, scene: RadioScene) {
        self.plan = plan
        self.pool = pool
        self.scene = scene
        random = SeededRandom(seed: plan.seed)
    }

    /// Adds the honest past and the attack; false where the windows are spent or lack what it takes.
    mutating func add(_ attack: Attack, turn: Int) -> Bool {
        let activities = Scenario.all.first { $0.attacks == [attack] }?.activities ?? Self.all
        guard let victim = pool.take(activities) else { return false }
        let name = "\(attack.rawValue)-\(turn + 1)"
        var past: [(window: PhoneWindow, scan: [SimulatedCheckIn.Reading])] = []
        for day in 0..<plan.honest {
            guard let window = pool.take(Self.all, of: victim.source) else { return false }
            let scan = jittered(scene.here)
            past.append((window, scan))
            // Half a day apart, the last one half a day ago; 72 h at most.
            let age = min(Double(plan.honest - day) * 43_200, 250_000) + random.uniform(0...3_600)
            let site: SimulatedCheckIn.Site = attack == .impossibleTravel ? .branch : .office
            append(window, by: name, nil, age: age, site: site, scan)
        }
        let age = random.uniform(60...110)
        switch attack {
        case .sharedDevice: return shareDevice(victim, name, age)
        case .carriedTogether, .identicalCoordinates:
            return accompany(victim, attack, name, age)
        case .impossibleTravel:
            guard let before = pool.take(Self.all, of: victim.source) else { return false }
            append(before, by: name, nil, age: age + 3_600, site: .branch, jittered(scene.here))
            append(victim, by: name, attack, age: age, jittered(scene.here))
            return true
        default:
            guard
                let forged = forge(attack, victim, donor: past.last?.window)
            else { return false }
            append(forged, by: name, attack, age: age, heard(attack, past.last?.scan))
            return true
        }
    }

    private mutating func forge(
        _ attack: Attack, _ victim: PhoneWindow, donor: PhoneWindow?
    ) -> PhoneWindow? {
        let lent = attack == .othersFixes ? pool.take([victim.activity]) : donor
        return AttackComposer(seed: random.next()).compose(attack, on: victim, donor: lent)
    }

    /// What the phone of an attack lists.
    private mutating func heard(
        _ attack: Attack, _ earlier: [SimulatedCheckIn.Reading]?
    ) -> [SimulatedCheckIn.Reading]? {
        switch attack {
        case .wifiElsewhere: jittered(scene.elsewhere)
        case .wifiEmpty: []
        case .wifiReplayed: earlier
        default: nil
        }
    }

    /// Four people on one phone; the first is its owner.
    private mutating func shareDevice(
        _ victim: PhoneWindow, _ name: String, _ age: Double
    ) -> Bool {
        append(victim, by: name, nil, age: age, jittered(scene.here))
        for buddy in 1...3 {
            guard let window = pool.take(Self.all, of: victim.source) else { return false }
            append(
                window, by: "\(name)-buddy-\(buddy)", on: name, .sharedDevice,
                age: age - 15 * Double(buddy), jittered(scene.here))
        }
        return true
    }

    /// Two people's phones at one time: in one pocket, or with one made-up coordinate.
    private mutating func accompany(
        _ owner: PhoneWindow, _ attack: Attack, _ name: String, _ age: Double
    ) -> Bool {
        guard let companion = pool.take([owner.activity]) else { return false }
        append(owner, by: name, nil, age: age, jittered(scene.here), off: 0)
        var forged = companion
        if attack == .carriedTogether {
            let composer = AttackComposer(seed: random.next())
            guard let felt = composer.compose(.replayNoise, on: companion, donor: owner)
            else { return false }
            forged = felt
            // The second phone's receiver saw the same walk with an error of its own.
            forged.evidence.fixes =
                owner.renamed(owner.source, movedBy: shift(companion, owner))
                .evidence.fixes
        } else {
            forged.evidence.fixes =
                owner.renamed(owner.source, movedBy: shift(companion, owner))
                .evidence.fixes
        }
        append(
            forged, by: name + "-buddy-1", attack, age: age - 5, jittered(scene.here),
            off: attack == .carriedTogether ? 3 : 0)
        return true
    }

    private func shift(_ to: PhoneWindow, _ from: PhoneWindow) -> Double {
        to.span.lowerBound - from.span.lowerBound
    }

    /// A scan that nobody has sent yet: one of a list, each strength up to 2 dB off.
    private mutating func jittered(_ scans: [SurveyedScan]) -> [SimulatedCheckIn.Reading] {
        guard let scan = scans.randomElement(using: &random) else { return [] }
        return scan.readings.sorted { $0.strength > $1.strength }.prefix(100).map { reading in
            let off = Int(random.uniform(-2...2).rounded())
            return (reading.address, min(-1, reading.strength + off))
        }
    }

    /// - Parameter off: How many metres north of the site the phone is believed to be; nil for an error
    ///   of up to 10 m each way, since no two receivers err alike.
    private mutating func append(
        _ window: PhoneWindow, by member: String, on device: String? = nil, _ attack: Attack?,
        age: Double, site: SimulatedCheckIn.Site = .office,
        _ readings: [SimulatedCheckIn.Reading]?, off metres: Double? = nil
    ) {
        var position = site.position
        position.latitude += (metres ?? random.uniform(-10...10)) / 111_195
        if metres == nil { position.longitude += random.uniform(-10...10) / 111_195 }
        made.append(
            SimulatedCheckIn(
                id: uuid(), member: member, device: "phone-of-\(device ?? member)",
                model: window.device, attack: attack, age: age, site: site,
                evidence: window.evidence(at: position), end: window.span.upperBound,
                readings: readings))
    }

    /// A random UUID of version 4 from the seed.
    private mutating func uuid() -> String {
        let high = (random.next() & 0xffff_ffff_ffff_0fff) | 0x4000
        let low = (random.next() & 0x3fff_ffff_ffff_ffff) | 0x8000_0000_0000_0000
        let digits = Array(String(format: "%016lx%016lx", high, low))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
            .joined(separator: "-")
    }
}
