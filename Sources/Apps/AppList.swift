/// What a phone says is installed; lives for one request and is never kept.
public struct AppList: Sendable {
    /// Package or bundle ids.
    public let packages: [String]
    /// SHA-256 digests of signing certificates in hexadecimal; others never match.
    public let signers: [String]
    /// Display names.
    public let labels: [String]
    /// The phone's kind.
    public private(set) var platform: AppPlatform

    /// Checks the bounds of `AppLimits`; each of the three lists has at most `AppLimits.apps`.
    public init(
        packages: [String], signers: [String] = [], labels: [String] = [],
        platform: AppPlatform = .any
    ) throws(AppListError) {
        for list in [packages, signers, labels] {
            guard list.count <= AppLimits.apps else {
                throw .tooMany(got: list.count, maximum: AppLimits.apps)
            }
            for (index, entry) in list.enumerated()
            where !(1...AppLimits.appIDBytes).contains(entry.utf8.count) {
                throw .entry(index: index)
            }
        }
        self.packages = packages
        self.signers = signers
        self.labels = labels
        self.platform = platform
    }

    /// The same list as that of a phone of a platform.
    public func of(_ platform: AppPlatform) -> AppList {
        var list = self
        list.platform = platform
        return list
    }
}

extension AppList: CustomStringConvertible, CustomReflectable {
    /// Says how many entries there are and nothing else, so that a log line never holds an app.
    public var description: String {
        "a list of \(packages.count) apps, \(signers.count) signers, \(labels.count) names"
    }

    /// Shows no entries either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
