import Apps

/// Measures how long a list of apps takes against the shipped blocklist.
enum AppsBench {
    /// Ids that a phone may have at most.
    private static let count = AppLimits.apps

    /// Microseconds of matching a full list, the median of rounds; every list is another one.
    static func lines(rounds: Int) throws -> [String] {
        let blocklist = Blocklist(defaults: .shipped)
        let listed = blocklist.rules.filter { $0.match == .package }.map(\.value)
        let lists = try (0..<rounds).map { round in
            try AppList(
                packages: (0..<count).map { number in
                    number % 400 == 7
                        ? listed[(round + number) % listed.count]
                        : "com.vendor\(round).group\(number % 37).application\(number)"
                })
        }
        var times: [Double] = []
        var hits = 0
        let clock = ContinuousClock()
        for list in lists {
            let elapsed = clock.measure { hits += blocklist.match(list).rules.count }
            times.append(elapsed / .microseconds(1))
        }
        times.sort()
        return [
            "\(count) ids against \(blocklist.rules.count) rules, \(rounds) lists",
            "  median \(times[times.count / 2]) us, most \(times[times.count - 1]) us, goal at most 100",
            "  rules found: \(hits)",
        ]
    }
}
