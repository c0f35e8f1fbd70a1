/// What a search found: the most alike persons, best first, each once.
public struct FaceSearch<Subject: Hashable & Sendable, Template: Hashable & Sendable>: Sendable {
    /// Best first, whether or not they reach a threshold.
    public let nearest: [FaceCandidate<Subject, Template>]

    /// How much better the best is than the next person, in the metric's own value, at least 0;
    /// nil with fewer than two persons.
    public let margin: Double?

    let model: FaceModel

    /// Those of the nearest who reach the model's `identifyThreshold`, best first.
    public var identified: [FaceCandidate<Subject, Template>] {
        nearest.filter { model.metric.matches($0.score, threshold: model.identifyThreshold) }
    }

    /// The one who reaches the threshold with at least this margin to the next person; nil when
    /// the answer would be a guess.
    public func soleCandidate(marginMin: Double) -> FaceCandidate<Subject, Template>? {
        guard let best = identified.first else { return nil }
        guard let margin else { return best }
        return margin >= marginMin ? best : nil
    }
}
