import Foundation
import Motion

/// A place of work that has learned what it sounds like, scans made there that it has not learned
/// from, and scans of another building.
public struct RadioScene: Sendable {
    /// What the place sounds like.
    public let place: RadioPlace
    /// Scans at the place.
    public let here: [SurveyedScan]
    /// Scans in another building.
    public let elsewhere: [SurveyedScan]

    /// Two office floors made from a seed.
    ///
    /// Strength falls by 28 dB for each tenfold distance from −38 dBm at a metre, with 4 dB of
    /// shadowing for each access point and 3 dB of change for each reading; one reading in ten is
    /// missed, and so is all below −92 dBm.
    public init(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let office = Building("generated/office", random: &random)
        let home = Building("generated/home", random: &random)
        var place = RadioPlace()
        for turn in 0..<15 {
            place.learn(
                office.scan(walk: "lesson", random: &random).heard, at: Double(turn) * 3_600)
        }
        self.place = place
        here = (0..<64).map { _ in office.scan(walk: "visit", random: &random) }
        elsewhere = (0..<64).map { _ in home.scan(walk: "visit", random: &random) }
    }

    /// The 25 m of a survey with the most scans; nil without two walks through it and two sites.
    public init?(_ survey: [SurveyedScan]) {
        func near(_ middle: SurveyedScan) -> [SurveyedScan] {
            survey.filter { scan in
                let apart = scan.position - middle.position
                return scan.floor == middle.floor && (apart * apart).sum() <= 625
                    && scan.heard.count >= RadioScan.countMin
            }
        }
        let candidates = stride(from: 0, to: survey.count, by: 7).map { near(survey[$0]) }
            .filter { Set($0.map(\.walk)).count >= 2 }
        guard let scans = candidates.max(by: { $0.count < $1.count }),
            let apart = scans.map(\.walk).max()
        else { return nil }
        let lessons = scans.filter { $0.walk != apart }
        var place = RadioPlace()
        while place.checkIns < 20 {
            for lesson in lessons { place.learn(lesson.heard, at: Double(place.checkIns)) }
        }
        self.place = place
        here = scans.filter { $0.walk == apart }
        elsewhere = survey.filter {
            $0.site != scans[0].site && $0.heard.count >= RadioScan.countMin
        }
        guard !elsewhere.isEmpty else { return nil }
    }
}

/// A floor with access points at random places.
private struct Building {
    private let name: String
    private let points: [(address: String, position: SIMD2<Double>, shadow: Double)]

    init(_ name: String, random: inout SeededRandom) {
        self.name = name
        points = (0..<40).map { _ in
            // A fixed address: neither bit 0x01 nor 0x02 of its first octet.
            let octets = (0..<6).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            let address = ([octets[0] & 0xfc] + octets.dropFirst())
                .map { String(format: "%02x", $0) }.joined(separator: ":")
            return (
                address, SIMD2(random.uniform(0...60), random.uniform(0...40)),
                4 * random.gaussian()
            )
        }
    }

    /// A scan within 10 m of the middle.
    func scan(walk: String, random: inout SeededRandom) -> SurveyedScan {
        let place = SIMD2(30 + random.uniform(-7...7), 20 + random.uniform(-7...7))
        let phone = 2 * random.gaussian()
        var readings: [(address: String, strength: Int)] = []
        for point in points {
            let apart = point.position - place
            let distance = max(1, (apart * apart).sum().squareRoot())
            let strength =
                -38 - 28 * log10(distance) + point.shadow + phone + 3 * random.gaussian()
            guard strength > -92, random.uniform() > 0.1 else { continue }
            readings.append((point.address, Int(min(-20, strength))))
        }
        return SurveyedScan(floor: name, walk: walk, position: place, readings: readings)
    }
}
