import Foundation
import Material
import Testing

/// The page of promises, held to the tests that it names.
struct SecurityPageTests {
    private static let page = try? String(
        contentsOf: Material.root.appending(path: "SECURITY.md"), encoding: .utf8)
    private static let rows = (page ?? "").split(separator: "\n").filter {
        $0.hasPrefix("| P") || $0.hasPrefix("| S")
    }

    @Test(arguments: (1...13).map { "P\($0)" } + (1...8).map { "S\($0)" })
    func `every requirement has a row, with a control or a word on why there is none`(id: String) {
        let own = Self.rows.filter { $0.hasPrefix("| \(id) |") }

        #expect(!own.isEmpty)
        for row in own {
            let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            #expect(cells.count == 4 && cells.allSatisfy { !$0.isEmpty }, "\(row)")
        }
    }

    @Test func `every test that the page names exists`() throws {
        let names = try NSRegularExpression(pattern: "`([A-Z][A-Za-z0-9]*Tests)`")
        let text = Self.page ?? ""
        let range = NSRange(text.startIndex..., in: text)
        let sources = SourceFile.all(below: "Tests").flatMap(\.lines)
        let suites = Set(
            sources.compactMap { line -> Substring? in
                guard
                    let found = line.range(
                        of: #"(struct|class|enum) [A-Za-z0-9]+Tests"#,
                        options: .regularExpression)
                else { return nil }
                return line[found].split(separator: " ").last
            })

        let named = names.matches(in: text, range: range).compactMap { match in
            Range(match.range(at: 1), in: text).map { text[$0] }
        }

        #expect(named.count > 30)
        for name in named { #expect(suites.contains(name), "\(name)") }
    }
}
