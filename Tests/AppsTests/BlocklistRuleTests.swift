import Apps
import Testing

struct BlocklistRuleTests {
    @Test(arguments: [
        (BlocklistRule.Match.package, "", BlocklistRuleError.value),
        (.package, "a b", .value), (.package, "a\u{0}b", .value), (.package, "a\tb", .value),
        (.package, String(repeating: "a", count: 256), .value),
        (.prefix, "com.", .prefixTooShort(minimum: 5)), (.prefix, "a", .prefixTooShort(minimum: 5)),
        (.label, "", .value), (.label, " x", .value), (.label, "x\n", .value),
        (.signer, "abc", .signer), (.signer, String(repeating: "g", count: 64), .signer),
        (.signer, String(repeating: "é", count: 32), .signer),
    ])
    func `a value that cannot be meant is refused`(
        match: BlocklistRule.Match, value: String, error: BlocklistRuleError
    ) {
        #expect(throws: error) { try Sample.rule("r-1", match, value) }
    }

    @Test(arguments: ["", "a b", "a/b", "é", String(repeating: "a", count: 129)])
    func `an id that cannot stand in a path is refused`(id: String) {
        #expect(throws: BlocklistRuleError.id) { try Sample.rule(id, .package, "a.b.c") }
    }

    @Test func `a signer is kept in one form`() throws {
        let rule = try Sample.rule("r-1", .signer, String(repeating: "AB", count: 32))

        #expect(rule.value == String(repeating: "ab", count: 32))
    }
}
