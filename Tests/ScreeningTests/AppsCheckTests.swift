import Apps
import Attendance
import Testing

@testable import Screening

/// What a verdict on apps says.
struct AppsCheckTests {
    private static func rule(
        _ id: String, _ value: String, _ match: BlocklistRule.Match = .package,
        severity: BlocklistRule.Severity = .block, action: BlocklistRule.Action? = nil
    ) throws -> BlocklistRule {
        try BlocklistRule(
            id: id, platform: .android, match: match, value: value, category: .mockLocation,
            severity: severity, action: action)
    }

    private func source(
        _ rules: [BlocklistRule] = [], revision: Int64 = 1,
        _ change: (inout Policy) -> Void = { _ in }
    ) -> RulebookSource {
        var source = Sample.source { change(&$0) }
        source.blocklist.rules = rules
        source.blocklist.revision = revision
        source.blocklist.everyID = Set(rules.map(\.id)).union(["gone"])
        return source
    }

    private func findings(
        _ matches: [String], revision: Int64? = nil, by source: RulebookSource
    ) -> [Finding] {
        let present = CompiledRulebook(source).blocklistRevision ?? 0
        let report = AppReport.verdict(listRevision: revision ?? present, matches: matches)
        return AppsCheck().findings(in: Sample.checkIn { $0.apps = report }, by: source)
    }

    private func verdict(_ findings: [Finding], by source: RulebookSource) -> Verdict {
        let others = GeofenceCheck().findings(in: Sample.checkIn(), by: source)
        return Decision(
            others + findings, present: [.init(.location), .init(.apps)], policy: source.policy
        ).verdict
    }

    @Test func `a hit names its rules and follows the policy`() throws {
        let source = source([try Self.rule("a-1", "com.example.a"), try Self.rule("a-2", "b.c")])

        let found = findings(["a-2", "a-1"], by: source)

        #expect(found.map(\.code) == [.appsCheat] && found[0].risk == .cheatApp)
        #expect(found[0].text("rules") == "a-1, a-2" && found[0].number("count") == 2)
        #expect(verdict(found, by: source) == .rejected)
    }

    @Test(arguments: Policy.Action.allCases)
    func `software with honest uses never rejects by itself`(action: Policy.Action) throws {
        let rules = [try Self.rule("a-1", "com.example.a", severity: .review)]
        let source = source(rules) {
            $0.actions[.suspiciousApp] = action
            $0.actions[.cheatApp] = .reject
        }

        let found = findings(["a-1"], by: source)

        #expect(found.map(\.code) == [.appsSuspicious] && found[0].risk == .suspiciousApp)
        #expect(verdict(found, by: source) < .rejected)
    }

    @Test(arguments: [
        (BlocklistRule.Action.flag, Verdict.flagged), (.reject, .rejected),
    ])
    func `a rule's own action goes before the policy's`(
        action: BlocklistRule.Action, expected: Verdict
    ) throws {
        let rules = [
            try Self.rule("a-1", "com.example.a", severity: .review, action: action),
            try Self.rule("a-2", "com.example.b", action: action),
        ]
        let source = source(rules) { $0.actions[.cheatApp] = .ignore }

        #expect(verdict(findings(["a-1"], by: source), by: source) == expected)
        #expect(verdict(findings(["a-2"], by: source), by: source) == expected)
    }

    @Test func `a rule that is switched off or gone is not held against anybody`() throws {
        let source = source([try Self.rule("a-1", "com.example.a", action: .ignore)])

        #expect(findings(["a-1"], by: source).map(\.code) == [.appsClean])
        #expect(findings(["gone"], by: source).map(\.code) == [.appsClean])
    }

    @Test(arguments: [Int64(0), 1, 2, .max])
    func `a verdict by another revision is unverified, no accusation`(revision: Int64) throws {
        let source = source([try Self.rule("a-1", "com.example.a")], revision: 4)

        let clean = findings([], revision: revision, by: source)
        let hit = findings(["a-1"], revision: revision, by: source)

        #expect(clean.map(\.code) == [.appsStale] && clean[0].outcome == .inconclusive)
        #expect(clean[0].weight == 0 && clean[0].risk == .staleBlocklist)
        #expect(hit.map(\.code) == [.appsCheat, .appsStale])
        #expect(verdict(clean, by: source) == .accepted)
    }

    @Test func `a raw list is matched by every kind of rule and is not kept`() throws {
        let rules = [
            try Self.rule("a-1", "com.example.a"), try Self.rule("a-2", "com.clone.", .prefix),
            try Self.rule("a-3", "分身大师", .label),
        ]
        let source = source(rules) { $0.apps.mode = .server }
        let apps = try AppList(
            packages: ["com.example.a", "com.clone.x7", "com.example.A", "分身大师", "org.plain"],
            labels: [" 分身大师 ", "com.example.a"])

        let kept = try CompiledRulebook(source).admit(
            Sample.checkIn { $0.apps = .installed(apps) })

        guard case .verdict(let revision, let matches)? = kept.apps else {
            Issue.record("the list was kept")
            return
        }
        #expect(matches == ["a-1", "a-2", "a-3"])
        #expect(revision == CompiledRulebook(source).blocklistRevision)
    }

    @Test func `without a report there is nothing to say`() {
        #expect(AppsCheck().findings(in: Sample.checkIn(), by: source()).isEmpty)
    }
}
