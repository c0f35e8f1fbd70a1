import Attendance

/// Is the evidence there that the policy demands or that the place needs?
///
/// Missing evidence weighs nothing, so leaving it out never lowers the risk.
struct PresenceCheck: Check {
    func examine(
        _ evidence: Evidence,
        against caseFile: CaseFile,
        by rulebook: CompiledRulebook
    ) -> [Finding] {
        let carried = evidence.checkIn.carried
        let policy = rulebook.policy
        return Purpose.allCases.filter { purpose in
            policy.evidence[purpose] != .off && !carried.contains(Purposes(purpose))
                && (policy.evidence[purpose] == .required
                    || policy.place.rule.wants(purpose, beside: carried))
        }
        .map { Finding(Self.reader(of: $0), .missing($0), .missing) }
    }

    /// The check that would have read the evidence.
    private static func reader(of purpose: Purpose) -> CheckName {
        switch purpose {
        case .location: .geofence
        case .wifi: .wifi
        case .motion: .motion
        case .apps: .apps
        case .face: .face
        case .device: .device
        }
    }
}

extension Policy.Proof {
    /// Whether the place cannot be told without such evidence, given what else was carried.
    fileprivate func wants(_ purpose: Purpose, beside carried: Purposes) -> Bool {
        switch (purpose, self) {
        case (.location, .gps), (.location, .gpsAndWiFi), (.wifi, .wifi), (.wifi, .gpsAndWiFi):
            true
        case (.location, .gpsOrWiFi): !carried.contains(Purposes(.wifi))
        case (.wifi, .gpsOrWiFi): !carried.contains(Purposes(.location))
        default: false
        }
    }
}
