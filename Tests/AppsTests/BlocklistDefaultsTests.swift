import Apps
import Testing

struct BlocklistDefaultsTests {
    @Test func `the shipped list parses and has every kind of rule it needs`() throws {
        let shipped = BlocklistDefaults.shipped

        #expect(shipped.revision >= 1)
        #expect(shipped.rules.count >= 394)
        #expect(shipped.everyID.isSuperset(of: shipped.rules.map(\.id)))
        #expect(Set(shipped.rules.map(\.match)).isSuperset(of: [.package, .prefix, .label]))
        #expect(Set(shipped.rules.map(\.category)) == Set(BlocklistRule.Category.allCases))
        #expect(shipped.rules.allSatisfy { $0.id.hasPrefix("r-") && $0.action == nil })
        #expect(Set(shipped.rules.map { "\($0.match) \($0.value)" }).count == shipped.rules.count)
    }

    @Test func `ids of the shipped list stay what they are`() throws {
        let values = Dictionary(
            uniqueKeysWithValues: BlocklistDefaults.shipped.rules.map { ($0.id, $0.value) })

        #expect(values["r-1001"] == "Hook.JiuWu.Xp")
        #expect(values["r-1374"] == "zako.zako.zako")
        #expect(values["r-3002"] == "dkplugin.")
        #expect(values["r-4017"] == "Fake Location")
    }

    @Test func `an old revision can be read again`() throws {
        let text = """
            revision\t3
            r-1\t1\t2\tandroid\tpackage\ta.b.c\troot\tblock\tseen
            r-2\t2\t\tandroid\tpackage\td.e.f\troot\tblock\tseen
            r-3\t3\t\tandroid\tpackage\tg.h.i\troot\tblock\tseen
            """

        let ids = try (1...3).map { revision in
            try BlocklistDefaults(file: Array(text.utf8), revision: revision).rules.map(\.id)
        }

        #expect(ids == [["r-1"], ["r-1", "r-2"], ["r-2", "r-3"]])
    }

    @Test(arguments: [
        ("", BlocklistFileError.revision), ("r-1", .revision), ("revision\tx", .revision),
        ("revision\t1\nr-1\t1\t\tandroid", .line(2)),
        ("revision\t1\nr-1\t1\t\tsymbian\tpackage\ta.b.c\troot\tblock\tseen", .line(2)),
        ("revision\t1\nr-1\t1\t\tandroid\tpackage\ta.b.c\troot\tblock\t", .line(2)),
        ("revision\t1\nr-1\t1\t\tandroid\tpackage\ta b\troot\tblock\tseen", .line(2)),
        (
            "revision\t1\nr-1\t1\t\tany\tpackage\ta.b\troot\tblock\ts\n"
                + "r-1\t1\t\tany\tpackage\tc.d\troot\tblock\ts", .repeatedID("r-1")
        ),
    ])
    func `a file that is not of the form is refused with the line`(
        text: String, error: BlocklistFileError
    ) {
        #expect(throws: error) { try BlocklistDefaults(file: Array(text.utf8)) }
    }
}
