import Apps
import Testing

struct BlocklistTests {
    @Test func `an id is compared whole and with its case`() throws {
        let list = try Sample.blocklist([Sample.rule("r-1", .package, "com.lbe.parallel")])

        #expect(try Sample.hits(list, ["com.lbe.parallel"]) == ["r-1"])
        for other in [
            "com.lbe.paralle", "com.lbe.parallels", "com.lbe.parallel.intl", "Com.lbe.parallel",
            "com.LBE.parallel", "xcom.lbe.parallel", " com.lbe.parallel", "com.lbe.parallel\0",
        ] {
            #expect(try Sample.hits(list, [other]) == [])
        }
    }

    @Test func `a prefix hits what begins with it, and the prefix itself`() throws {
        let list = try Sample.blocklist([
            Sample.rule("r-1", .prefix, "dkplugin."), Sample.rule("r-2", .prefix, "dkplu"),
            Sample.rule("r-3", .package, "dkplugin.a.b"),
        ])

        #expect(try Sample.hits(list, ["dkplugin.a.b"]) == ["r-1", "r-2", "r-3"])
        #expect(try Sample.hits(list, ["dkplugin."]) == ["r-1", "r-2"])
        #expect(try Sample.hits(list, ["dkplu"]) == ["r-2"])
        #expect(try Sample.hits(list, ["dkpl", "Dkplugin.a", "a.dkplugin.b"]) == [])
    }

    @Test func `letters that look alike or are composed otherwise are other letters`() throws {
        let list = try Sample.blocklist([
            Sample.rule("r-1", .label, "caf\u{E9}"), Sample.rule("r-2", .package, "com.caf\u{E9}"),
        ])

        #expect(try Sample.hits(list, ["com.cafe\u{301}", "com.caf\u{E9} "]) == [])
        #expect(list.match(try AppList(packages: [], labels: ["cafe\u{301}"])).rules.isEmpty)
        #expect(list.match(try AppList(packages: [], labels: ["caf\u{E9}"])).rules.count == 1)
    }

    @Test func `a display name hits under any id, whole and without spaces at its ends`() throws {
        let list = try Sample.blocklist([Sample.rule("r-1", .label, "Fake Location")])

        let found = try [" Fake Location\n", "Fake Location", "Fake Location 2", "fake location"]
            .map { list.match(try AppList(packages: ["a.b"], labels: [$0])).rules.count }

        #expect(found == [1, 1, 0, 0])
    }

    @Test func `a signer hits however its digest is written`() throws {
        let plain = String(repeating: "0aB", count: 21) + "c"
        let list = try Sample.blocklist([Sample.rule("r-1", .signer, plain)])
        let digits = Array(plain)
        let parted = stride(from: 0, to: 64, by: 2).map { String(digits[$0...($0 + 1)]) }
            .joined(separator: ":")

        for form in [plain, plain.uppercased(), plain.lowercased(), parted] {
            #expect(list.match(try AppList(packages: [], signers: [form])).rules.count == 1)
        }
        for form in ["0", String(plain.dropLast()), plain + "0", parted + ":"] where form != "" {
            #expect(list.match(try AppList(packages: [], signers: [form])).rules.isEmpty)
        }
    }

    @Test func `a rule is asked only about phones of its platform`() throws {
        let android = try BlocklistRule(
            id: "r-1", platform: .android, match: .package, value: "a.b.c", category: .root)
        let both = try BlocklistRule(
            id: "r-2", platform: .any, match: .package, value: "a.b.c", category: .root)
        let list = try Sample.blocklist([android, both])

        let found = try [AppPlatform.android, .ios, .any].map {
            list.match(try AppList(packages: ["a.b.c"], platform: $0)).rules.map(\.id)
        }

        #expect(found == [["r-1", "r-2"], ["r-2"], ["r-1", "r-2"]])
    }

    @Test func `an organization adds rules, replaces them and switches them off`() throws {
        let defaults = try Sample.defaults([
            "r-1\t1\t\tandroid\tpackage\ta.b.c\troot\tblock\tseen",
            "r-2\t1\t\tandroid\tpackage\td.e.f\troot\treview\tseen",
            "r-3\t1\t\tandroid\tpackage\tg.h.i\troot\tblock\tseen",
        ])
        let list = Blocklist(
            defaults: defaults,
            organization: [
                try Sample.rule("r-1", .package, "a.b.c", action: .ignore),
                try Sample.rule("r-2", .package, "d.e.f", action: .reject),
                try Sample.rule("own", .package, "x.y.z"),
                try Sample.rule("spare", .package, "g.h.i", action: .ignore),
            ], organizationRevision: 4)

        let verdict = list.match(try AppList(packages: ["a.b.c", "d.e.f", "g.h.i", "x.y.z"]))

        #expect(list.revision == 5)
        #expect(verdict.rules.map(\.id) == ["own", "r-2"])
        #expect(verdict.rules.map { $0.action(policyAction: .flag) } == [.flag, .reject])
    }

    @Test(arguments: BlocklistRule.Action.allCases)
    func `software with honest uses never rejects by itself`(policy: BlocklistRule.Action) throws {
        let review = try Sample.rule("r-1", .package, "a.b.c", severity: .review)
        let block = try Sample.rule("r-2", .package, "d.e.f")
        let list = try Sample.blocklist([review, block])

        let mild = list.match(try AppList(packages: ["a.b.c"]))
        let harsh = list.match(try AppList(packages: ["a.b.c", "d.e.f"]))

        #expect(mild.action(policyAction: policy) == min(policy, .flag))
        #expect(harsh.action(policyAction: policy) == policy)
        #expect(list.match(try AppList(packages: ["g"])).action(policyAction: policy) == nil)
    }

    @Test func `a phone's verdict is taken, outdated or not, and refused when malformed`() throws {
        let defaults = try Sample.defaults(
            [
                "r-1\t1\t\tandroid\tpackage\ta.b.c\troot\tblock\tseen",
                "r-2\t1\t2\tandroid\tpackage\td.e.f\troot\tblock\tseen",
            ], revision: 3)
        let list = Blocklist(defaults: defaults)

        let fresh = try list.judge(reported: ["r-1", "r-1"], revision: 3)
        let old = try list.judge(reported: ["r-2", "r-1"], revision: 2)

        #expect(fresh.rules.map(\.id) == ["r-1"] && !fresh.isStale && fresh.revision == 3)
        #expect(old.rules.map(\.id) == ["r-1"] && old.isStale)
        #expect(throws: AppListError.unknownRule(index: 1)) {
            try list.judge(reported: ["r-1", "r-9"], revision: 3)
        }
        for revision in [Int64.min, -1, 0, 4, .max] {
            #expect(throws: AppListError.unknownRevision(revision)) {
                try list.judge(reported: [], revision: revision)
            }
        }
        #expect(throws: AppListError.tooMany(got: 501, maximum: 500)) {
            try list.judge(reported: Array(repeating: "r-1", count: 501), revision: 3)
        }
    }

    @Test func `lists beyond the bounds are refused`() throws {
        #expect(throws: AppListError.tooMany(got: 2_001, maximum: 2_000)) {
            try AppList(packages: Array(repeating: "a.b", count: 2_001))
        }
        #expect(throws: AppListError.entry(index: 1)) { try AppList(packages: ["a.b", ""]) }
        #expect(throws: AppListError.entry(index: 0)) {
            try AppList(packages: [String(repeating: "a", count: 256)])
        }
        #expect("\(try AppList(packages: ["com.secret"]))".contains("secret") == false)
    }
}
