/// What the evidence of a check-in leaves behind, so that it is known when it comes again.
///
/// Every trace is a hash under a key of the organization's own: nothing can be read back from it, and
/// two organizations' traces have nothing in common.
public struct Traces: Hashable, Sendable {
    /// Of runs of motion samples, spaced so that any stretch of a second or two has one.
    public var motion: [Int64] = []
    /// Of a Wi-Fi scan as a whole, addresses and strengths; nil where it is too small to be unique.
    public var scan: Int64?
    /// Of the newest coordinates, bit for bit; nil unless a device of the person's own sent them.
    public var coordinates: Int64?

    /// Nothing.
    public init() {}

    /// The traces without those of evidence that an organization has switched off.
    func keeping(_ demands: Policy.EvidenceDemands) -> Traces {
        var kept = self
        if demands.motion == .off { kept.motion = [] }
        if demands.wifi == .off { kept.scan = nil }
        if demands.location == .off || demands.device == .off { kept.coordinates = nil }
        return kept
    }

    /// All of them, each once, with the purpose that its evidence was processed for.
    public var all: [(trace: Int64, purpose: Purpose)] {
        let rest: [(Int64?, Purpose)] = [(scan, .wifi), (coordinates, .location)]
        return motion.map { ($0, .motion) }
            + rest.compactMap { trace, purpose in trace.map { ($0, purpose) } }
    }
}
