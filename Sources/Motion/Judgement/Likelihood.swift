/// What one test says: how many times likelier fraud made this measurement than honesty did.
public struct Likelihood: Equatable, Sendable {
    /// Which test.
    public let code: LikelihoodCode
    /// ln p(measurement | fraud) − ln p(measurement | honest); positive is suspicious.
    public let weight: Double
    /// What was measured, in `code.unit`.
    public let measured: Double
    /// The value at which the test begins to speak, in `code.unit`.
    public let threshold: Double

    /// An undefined weight becomes 0: what cannot be computed is no evidence.
    init(_ code: LikelihoodCode, weight: Double, measured: Double, threshold: Double) {
        self.code = code
        self.weight = weight.isFinite ? weight : 0
        self.measured = measured.isFinite ? measured : 0
        self.threshold = threshold
    }
}
