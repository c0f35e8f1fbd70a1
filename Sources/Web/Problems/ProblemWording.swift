import Attendance

/// The details of problems in a person's language.
///
/// A detail is made where the fault is found, in English. Its Chinese stands beside it in
/// `problem-details-zh.txt`, a line each, with `{}` for what differs from case to case.
struct ProblemWording: Sendable {
    /// In Simplified Chinese.
    static let chinese = ProblemWording(
        lines: String(decoding: PackageResources.problem_details_zh_txt, as: UTF8.self))

    private let plain: [String: String]
    private let patterns: [Pattern]

    /// Reads lines of `English = 中文`; empty lines and those that start with `#` say nothing.
    init(lines text: String) {
        var plain: [String: String] = [:]
        var patterns: [Pattern] = []
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let sides = line.split(separator: " = ", maxSplits: 1)
            guard sides.count == 2 else { continue }
            if sides[0].contains("{}") {
                patterns.append(Pattern(String(sides[0]), String(sides[1])))
            } else {
                plain[String(sides[0])] = String(sides[1])
            }
        }
        self.plain = plain
        // What says more by itself is tried before what would match nearly anything.
        self.patterns = patterns.sorted { $0.weight > $1.weight }
    }

    /// A detail in this wording; nil for one that it does not know.
    func text(for detail: String) -> String? {
        if let text = plain[detail] { return text }
        for pattern in patterns {
            if let text = pattern.text(for: detail) { return text }
        }
        return nil
    }

    /// A detail in a language; in English where it was never put into words of that language.
    static func detail(_ english: String, in language: Language) -> String {
        guard language == .zhCN else { return english }
        return chinese.text(for: english) ?? english
    }
}

extension ProblemWording {
    /// One sentence with gaps.
    struct Pattern: Sendable {
        private let english: [String]
        private let chinese: [String]
        /// How many characters stand outside of gaps.
        let weight: Int

        init(_ english: String, _ chinese: String) {
            self.english = Self.parts(english)
            self.chinese = Self.parts(chinese)
            weight = self.english.reduce(0) { $0 + $1.count }
        }

        /// The sentence with the gaps filled as in a detail; nil for another sentence.
        func text(for detail: String) -> String? {
            guard english.count == chinese.count, detail.hasPrefix(english[0]) else { return nil }
            var rest = detail.dropFirst(english[0].count)
            var values: [String] = []
            for part in english.dropFirst() {
                guard let gap = Self.gap(before: part, in: rest) else { return nil }
                values.append(String(gap).replacing(" or ", with: " 或 "))
                rest = rest.dropFirst(gap.count + part.count)
            }
            guard rest.isEmpty else { return nil }
            return zip(chinese, values + [""]).reduce("") { $0 + $1.0 + $1.1 }
        }

        /// What stands before a part; all of it where nothing follows the gap.
        private static func gap(before part: String, in text: Substring) -> Substring? {
            if part.isEmpty { return text }
            guard let found = text.firstRange(of: part) else { return nil }
            return text[..<found.lowerBound]
        }

        private static func parts(_ sentence: String) -> [String] {
            sentence.split(separator: "{}", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
