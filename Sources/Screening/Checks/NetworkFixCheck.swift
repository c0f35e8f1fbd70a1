import Attendance
import Geometry
import Motion

/// Do the satellites say what the network says?
///
/// A phone that is fed false satellites, by radio or by an app, still hears the Wi-Fi and the cells
/// where it is (`NetworkAgreement`, SPOOFING model, section 2.7). Where there is no network fix the
/// operating system's mixture may speak, but only against the satellites: it is made from them.
struct NetworkFixCheck: Check {
    /// Named from a distance of four times both accuracies on.
    private static let namedFrom = 2.0

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        guard let location = evidence.checkIn.location else { return [] }
        let system = CoordinateSystem(location.coordinateSystem)
        func fixes(_ source: FixSource) -> [PhoneFix] {
            location.fixes.filter { $0.source == source }.compactMap { PhoneFix($0, in: system) }
        }
        let (satellites, network, fused) = (fixes(.satellites), fixes(.network), fixes(.fused))
        let (claimed, other) = (
            satellites.isEmpty ? fused : satellites, network.isEmpty ? fused : network
        )
        guard !(satellites.isEmpty && network.isEmpty),
            let found = NetworkAgreement(satellites: claimed, network: other)
        else { return [] }
        guard found.weight > 0 else {
            let isIndependent = !satellites.isEmpty && !network.isEmpty
            return [
                Self.finding(
                    found, .networkFixNear, .supports, weight: isIndependent ? found.weight : 0)
            ]
        }
        let finding = Self.finding(
            found, .networkFixElsewhere, .contradicts, weight: found.weight)
        return [
            found.weight >= Self.namedFrom ? finding.with(risk: .networkMismatch) : finding
        ]
    }

    private static func finding(
        _ found: NetworkAgreement, _ code: FindingCode, _ outcome: Finding.Outcome, weight: Double
    ) -> Finding {
        Finding(.surroundings, code, outcome, weight: weight)
            .with("measured", found.ratio)
            .with("threshold", NetworkAgreement.threshold)
            .with("unit", LikelihoodUnit.sigmas.rawValue)
            .with("distance", found.distance)
    }
}
