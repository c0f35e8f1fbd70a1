import Foundation

/// The exact confidence interval of a proportion (C. Clopper, E. Pearson, Biometrika 26, 1934).
public struct BinomialInterval: Equatable, Sendable, Codable {
    /// The lower bound, 0…1.
    public let lower: Double
    /// The upper bound, 0…1.
    public let upper: Double

    /// The interval of 95 % for a number of successes in a number of trials; 0…1 without trials.
    public init(successes: Int, trials: Int, confidence: Double = 0.95) {
        let tail = (1 - confidence) / 2
        lower =
            successes <= 0 || trials <= 0
            ? 0 : Self.solve { Self.upperTail(successes, trials, $0) - tail }
        upper =
            successes >= trials || trials <= 0
            ? 1 : Self.solve { tail - (1 - Self.upperTail(successes + 1, trials, $0)) }
    }

    /// P(X ≥ k) for a binomial X, summed in logarithms.
    private static func upperTail(_ k: Int, _ n: Int, _ p: Double) -> Double {
        guard p > 0 else { return 0 }
        guard p < 1 else { return 1 }
        // Terms follow one another by (n − i) p / ((i + 1)(1 − p)); the first one in logarithms.
        var term = Double(n) * log(1 - p)
        for i in 0..<k { term += log(Double(n - i) * p) - log(Double(i + 1) * (1 - p)) }
        var sum = 0.0
        for i in k...n {
            sum += exp(term)
            if i < n { term += log(Double(n - i) * p) - log(Double(i + 1) * (1 - p)) }
        }
        return min(1, sum)
    }

    /// The root of an increasing function on 0…1 by bisection.
    private static func solve(_ function: (Double) -> Double) -> Double {
        var (low, high) = (0.0, 1.0)
        for _ in 0..<50 {
            let middle = (low + high) / 2
            if function(middle) < 0 { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}
