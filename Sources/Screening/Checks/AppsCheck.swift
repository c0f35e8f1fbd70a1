import Apps
import Attendance

/// Is software installed that is made for cheating?
///
/// Only a hit counts: a device that lies says that it found nothing. A verdict by another revision of
/// the list is unverified, which is no accusation.
struct AppsCheck: Check {
    /// An app of the blocklist is installed (SPOOFING model, section 2.7).
    private static let cheatWeight = 2.0
    /// Our estimate: such apps are about as common among the honest.
    private static let suspiciousWeight = 0.5
    /// Rules that a finding names at most.
    private static let named = 10

    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        guard case .verdict(let revision, let matches)? = evidence.checkIn.apps,
            let verdict = try? rulebook.blocklist.verdict(of: matches, revision: revision)
        else { return [] }
        var findings: [Finding] = []
        let cheats = verdict.rules.filter { $0.severity == .block }
        if !cheats.isEmpty {
            findings.append(
                Self.finding(.appsCheat, .cheatApp, cheats, by: rulebook.policy)
                    .with("revision", Double(verdict.revision)))
        }
        let suspicious = verdict.rules.filter { $0.severity == .review }
        if !suspicious.isEmpty {
            findings.append(
                Self.finding(.appsSuspicious, .suspiciousApp, suspicious, by: rulebook.policy)
                    .with("revision", Double(verdict.revision)))
        }
        if verdict.isStale {
            findings.append(
                Finding(.apps, .appsStale, .inconclusive)
                    .with(risk: .staleBlocklist)
                    .with("listRevision", Double(revision))
                    .with("revision", Double(verdict.revision)))
        } else if findings.isEmpty {
            findings.append(
                Finding(.apps, .appsClean, .supports)
                    .with("revision", Double(verdict.revision)))
        }
        return findings
    }

    private static func finding(
        _ code: FindingCode, _ risk: RiskCode, _ rules: [BlocklistRule], by policy: Policy
    ) -> Finding {
        let usual = BlocklistRule.Action(policy.action(for: risk))
        let action = rules.map { $0.action(policyAction: usual) }.max()
        let weight = risk == .cheatApp ? cheatWeight : suspiciousWeight
        return Finding(.apps, code, .contradicts, weight: weight)
            .with(risk: risk)
            .with(action: action.map(Policy.Action.init))
            .with("count", Double(rules.count))
            .with("rules", rules.prefix(named).map(\.id).joined(separator: ", "))
    }
}
