import Attendance
import Foundation
import Material
import Testing

@testable import Web

/// Every detail that a client is told stands in Chinese too.
struct ProblemWordingTests {
    @Test(arguments: [
        ("must be a string", "须为字符串"),
        ("must be within 0…90", "须在 0 到 90 之间"),
        ("must be one of: in, out, auto", "须为其中之一：in, out, auto"),
        ("occurredAt is 901 s before the server's time", "occurredAt 比服务器时间早 901 秒"),
        ("a shift has 1 to 4 slots, not 5", "一个班次有 1 到 4 个时段，而不是 5 个"),
    ])
    func `a detail is told in Chinese with its figures`(english: String, chinese: String) {
        #expect(ProblemWording.detail(english, in: .zhCN) == chinese)
        #expect(ProblemWording.detail(english, in: .en) == english)
    }

    @Test func `a detail that nobody put into Chinese stays as it is`() {
        #expect(ProblemWording.detail("nobody says this", in: .zhCN) == "nobody says this")
    }

    @Test func `gaps are filled in the order in which they stand`() {
        let wording = ProblemWording(lines: "# a remark\n{} of {} = {} 之 {}\n")

        #expect(wording.text(for: "3 of 4") == "3 之 4")
        #expect(wording.text(for: "3 of") == nil)
    }

    /// The sentences of a refusal, as they are written in the sources.
    private static let sentence =
        #"(?:\binvalid\(|\btooMany\(|\bfail\(\s*\.\w+,\s*|Problem\(\s*\.\w+,\s*"#
        + #"|self\.init\(\s*\.\w+,\s*|\bdetail: |let detail =\s*)"((?:[^"\\]|\\.)*)""#

    @Test(arguments: ["JSON", "Web"])
    func `every sentence of a refusal in the sources has its Chinese`(module: String) throws {
        let folder = Material.root.appending(path: "Sources/\(module)")
        let files = try #require(FileManager.default.enumerator(atPath: folder.path))
        let pattern = try NSRegularExpression(pattern: Self.sentence)
        var seen = 0
        for case let path as String in files where path.hasSuffix(".swift") {
            let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
            let whole = NSRange(text.startIndex..., in: text)
            for match in pattern.matches(in: text, range: whole) {
                guard let range = Range(match.range(at: 1), in: text) else { continue }
                let english = Self.filled(text[range])
                seen += 1
                #expect(
                    ProblemWording.chinese.text(for: english) != nil,
                    "\(path) says \"\(english)\", which problem-details-zh.txt lacks")
            }
        }
        #expect(seen > 20)
    }

    /// A literal's text with a 7 for every interpolation.
    private static func filled(_ literal: Substring) -> String {
        var text = ""
        var depth = 0
        var before: Character?
        for character in literal {
            if depth == 0, character == "(", before == "\\" {
                text.removeLast()
                text += "7"
                depth = 1
            } else if depth > 0 {
                depth += character == "(" ? 1 : character == ")" ? -1 : 0
            } else {
                text.append(character)
            }
            before = character
        }
        return text
    }
}
