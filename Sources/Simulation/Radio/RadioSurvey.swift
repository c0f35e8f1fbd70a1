import Motion

/// Surveyed scans arranged as places that learn from some walks and judge another.
public struct RadioSurvey: Sendable {
    /// Where the judged scan was made.
    public enum Kind: String, CaseIterable, Sendable {
        /// At the place, on a walk that the place did not learn from.
        case samePlace
        /// In the same building on another floor.
        case otherFloor
        /// In another building.
        case otherSite
        /// At the place, by a phone that lists nothing.
        case silence
    }

    /// One judged scan.
    public struct Trial: Sendable {
        /// The place: its floor and the scan in its middle.
        public let place: String
        /// Where the scan was made.
        public let kind: Kind
        /// The cosine; nil for silence.
        public let similarity: Double?
        /// The weight of the judgement.
        public let weight: Double
    }

    /// The scans, those with too few access points left out.
    public let scans: [SurveyedScan]
    private let heard: [RadioScan]

    /// Takes scans of several sites.
    public init(_ scans: [SurveyedScan]) {
        self.scans = scans
        heard = scans.map(\.heard)
    }

    /// Every third scan becomes the middle of a place with a radius in metres; one walk through it is
    /// kept apart for judging, the place learns from the others.
    ///
    /// - Parameter learnedFrom: The fewest check-ins of a place that is judged.
    public func trials(radius: Double, learnedFrom least: Int, seed: UInt64 = 7) -> [Trial] {
        var random = SeededRandom(seed: seed)
        var trials: [Trial] = []
        for middle in stride(from: 0, to: scans.count, by: 3) {
            let centre = scans[middle]
            let near = scans.indices.filter {
                scans[$0].floor == centre.floor && isNear(scans[$0], centre, radius)
                    && heard[$0].count >= RadioScan.countMin
            }
            guard let apart = near.map({ scans[$0].walk }).min() else { continue }
            var place = RadioPlace()
            // Passed through several times, in the order of the survey.
            let lessons = near.filter { scans[$0].walk != apart }
            guard lessons.count >= 3 else { continue }
            while place.checkIns < least {
                for index in lessons { place.learn(heard[index], at: Double(place.checkIns)) }
            }
            let name = "\(centre.floor) \(middle)"
            func judge(_ index: Int, _ kind: Kind) {
                guard let found = CoLocation(of: heard[index], at: place) else { return }
                trials.append(
                    Trial(
                        place: name, kind: kind, similarity: found.similarity,
                        weight: found.weight))
            }
            for index in near.filter({ scans[$0].walk == apart }).prefix(5) {
                judge(index, .samePlace)
            }
            for _ in 0..<5 {
                let index = Int(random.uniform() * Double(scans.count))
                guard index < scans.count, scans[index].floor != centre.floor else { continue }
                judge(index, scans[index].site == centre.site ? .otherFloor : .otherSite)
            }
            trials.append(
                Trial(
                    place: name, kind: .silence, similarity: nil,
                    weight: CoLocation.weightOfSilence(at: place)))
        }
        return trials
    }

    private func isNear(_ one: SurveyedScan, _ other: SurveyedScan, _ radius: Double) -> Bool {
        let apart = one.position - other.position
        return (apart * apart).sum() <= radius * radius
    }
}
