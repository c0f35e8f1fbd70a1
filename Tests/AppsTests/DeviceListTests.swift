import Apps
import Testing

struct DeviceListTests {
    private let salt = [UInt8](0..<16)

    /// Reversal: enough to see what is digested.
    private func list(_ blocklist: Blocklist, salt: [UInt8]? = nil) -> DeviceList {
        DeviceList(blocklist, salt: salt ?? self.salt, expiresAt: 99) { $0.reversed() }
    }

    @Test func `an entry digests the salt and then the value`() throws {
        let blocklist = try Sample.blocklist([Sample.rule("r-1", .package, "a.b")], revision: 7)

        let list = list(blocklist)

        #expect(list.revision == 7 && list.expiresAt == 99 && list.salt == salt)
        #expect(list.entries.map(\.sha256) == ["622e61" + "0f0e0d0c0b0a09080706050403020100"])
        #expect(list.entries.map(\.length) == [3])
    }

    @Test func `the same rules in any order give the same list`() throws {
        let rules = try (10..<40).map { try Sample.rule("r-\($0)", .package, "a.b.c\($0)") }

        let one = list(try Sample.blocklist(rules))
        let other = list(try Sample.blocklist(rules.reversed()))

        #expect(one == other)
        #expect(one.entries.map(\.id) == one.entries.map(\.id).sorted())
    }

    @Test func `a delta turns the old list into the new one`() throws {
        let kept = try Sample.rule("r-2", .package, "a.b.c")
        let before = list(
            try Sample.blocklist(
                [
                    Sample.rule("r-1", .package, "d.e.f"), kept,
                    Sample.rule("r-3", .prefix, "g.h.i"),
                ],
                revision: 4))
        let after = list(
            try Sample.blocklist(
                [kept, Sample.rule("r-3", .prefix, "g.h.j"), Sample.rule("r-4", .label, "k")],
                revision: 6))

        let delta = try #require(after.delta(since: before))

        #expect(delta.from == 4 && delta.to == 6)
        #expect(delta.removed == ["r-1"])
        #expect(delta.added.map(\.id) == ["r-3", "r-4"])
        let replaced = Set(delta.removed + delta.added.map(\.id))
        let result = before.entries.filter { !replaced.contains($0.id) } + delta.added
        #expect(result.sorted { $0.id < $1.id } == after.entries)
        #expect(before.delta(since: after) == nil)
        #expect(after.delta(since: list(try Sample.blocklist([kept]), salt: [1])) == nil)
    }

    @Test func `a phone gets the rules of its platform only`() throws {
        let blocklist = Blocklist(defaults: .shipped)

        let counts = [AppPlatform.android, .ios, .any].map { platform in
            DeviceList(blocklist, platform: platform, salt: salt, expiresAt: 0) { $0 }.entries.count
        }

        #expect(counts[0] + counts[1] == counts[2])
        #expect(counts[1] == 19)
    }
}
