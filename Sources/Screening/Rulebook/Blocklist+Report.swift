import Apps
import Attendance

extension Blocklist {
    /// What a device says of its apps, as a verdict; a list is matched in memory and goes no further.
    ///
    /// - Throws: `Refusal.unknownRule` for a verdict that names what no blocklist ever had.
    func admit(
        _ report: AppReport, from platform: Device.Platform?
    ) throws(Refusal) -> AppReport {
        switch report {
        case .verdict(let revision, let matches):
            do throws(AppListError) {
                _ = try verdict(of: matches, revision: revision)
            } catch .unknownRule(let index) {
                throw .unknownRule(index: index)
            } catch {
                throw .unknownRule(index: 0)
            }
            return report
        case .installed(let list):
            let rules = match(list.of(AppPlatform(platform))).rules.prefix(AppLimits.reportedRules)
            return .verdict(listRevision: revision, matches: rules.map(\.id))
        }
    }

    /// The device's verdict by the rules in force now.
    ///
    /// A revision that never was is as unverified as an old one, so it is taken for an old one.
    func verdict(
        of matches: [String], revision device: Int64
    ) throws(AppListError) -> BlocklistVerdict {
        let verdict = try judge(reported: matches, revision: min(max(1, device), revision))
        return BlocklistVerdict(
            revision: revision, isStale: device != revision, rules: verdict.rules)
    }
}

extension AppPlatform {
    /// The platform whose rules concern a device; every one where that cannot be told.
    init(_ platform: Device.Platform?) {
        switch platform {
        case .android: self = .android
        case .ios: self = .ios
        default: self = .any
        }
    }
}
