/// What a search found: the most alike persons, best first, each once.
public struct FaceSearch<Subject: Hashable & Sendable, Template: Hashable & Sendable>: Sendable {
    /// Best first, whether or not they reach a threshold.
    public let nearest: [FaceCandidate<Subject, Template>]

    /// How much better the best is than the next person, in the metric's own value, at least 0;
    /// nil with fewer than two persons.
    public let margin: Double?

    let model: FaceModel

    /// The search as if only some persons had been in the gallery.
    ///
    /// - Parameter limit: At most so many of them.
    public func keeping(limit: Int, _ isKept: (Subject) -> Bool) -> FaceSearch {
        let kept = nearest.filter { isKept($0.subject) }
        let lead = kept.count > 1 ? (kept[0].score - kept[1].score).magnitude : nil
        // Where nobody was left out the margin may look beyond the nearest.
        return FaceSearch(
            nearest: Array(kept.prefix(limit)),
            margin: kept.count == nearest.count ? margin : lead, model: model)
    }

    /// Those of the nearest who reach the model's `identifyThreshold`, best first.
    public var candidates: [FaceCandidate<Subject, Template>] {
        nearest.filter { model.metric.matches($0.score, threshold: model.identifyThreshold) }
    }

    /// The one person whom the search names; nil when the answer would be a guess.
    ///
    /// Nobody is named more easily than a claimed identity is believed: the score must reach both
    /// thresholds. And nobody is named who does not lead: the next person must be further behind
    /// than the model's `reviewBand`.
    public var identified: FaceCandidate<Subject, Template>? {
        guard let best = candidates.first,
            model.metric.matches(best.score, threshold: model.threshold)
        else { return nil }
        if let margin, margin <= model.reviewBand { return nil }
        return best
    }
}
