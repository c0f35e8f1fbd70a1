extension Sequence<Likelihood> {
    /// The same without excuses: once the fixes or the sensors alone are proven forged, by a test that
    /// weighs 4 or more, nothing that looks well weighs against it.
    ///
    /// A journey whose two halves agree with the sensors still has an impossible jump between them.
    public var unexcused: [Likelihood] {
        let proven = contains { $0.weight >= 4 && $0.code.group != .agreement }
        guard proven else { return Array(self) }
        return map { likelihood in
            guard likelihood.weight < 0 else { return likelihood }
            return Likelihood(
                likelihood.code, weight: 0, measured: likelihood.measured,
                threshold: likelihood.threshold)
        }
    }
}
