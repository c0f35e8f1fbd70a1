/// Families of tests that fail together; the letters are those of the fraud model.
public enum LikelihoodGroup: String, CaseIterable, Hashable, Sendable {
    /// B: the fixes alone.
    case fixes
    /// C: the sensors against the fixes.
    case agreement
    /// D: the sensors alone, replays included.
    case sensors

    /// The bounds of a group's sum, so that no correlated family outvotes the rest.
    public var bounds: ClosedRange<Double> {
        switch self {
        case .fixes: -1...6
        case .agreement: -3...5
        case .sensors: -1...7
        }
    }

    /// The sum of this family's weights inside its bounds; 0 without evidence.
    public func weight(of likelihoods: [Likelihood]) -> Double {
        let sum = likelihoods.reduce(0) { $0 + ($1.code.group == self ? $1.weight : 0) }
        return min(max(sum, bounds.lowerBound), bounds.upperBound)
    }
}
