import Foundation
import Material

/// A Swift file of the checkout.
struct SourceFile {
    /// The path from the top of the checkout.
    let path: String
    /// The lines without their ends.
    let lines: [String]

    /// All Swift files below a folder, by path.
    static func all(below folder: String) -> [SourceFile] {
        let top = Material.root.appending(path: folder)
        let files = FileManager.default.enumerator(atPath: top.path)
        let names = files?.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") } ?? []
        return names.sorted().compactMap { name in
            guard let text = try? String(contentsOf: top.appending(path: name), encoding: .utf8)
            else { return nil }
            return SourceFile(
                path: "\(folder)/\(name)",
                lines: text.split(separator: "\n", omittingEmptySubsequences: false)
                    .map(String.init))
        }
    }

    /// The modules that the file imports.
    var imports: [String] {
        lines.compactMap { line in
            guard
                let range = line.range(
                    of: #"^(@\S+ )*import (struct |func |enum )?"#,
                    options: .regularExpression)
            else { return nil }
            return line[range.upperBound...].split { " .".contains($0) }.first.map(String.init)
        }
    }

    /// Where functions start and how many lines they run for, told by indentation.
    var functions: [(start: Int, length: Int)] {
        var functions: [(Int, Int)] = []
        for (index, line) in lines.enumerated() {
            let indentation = line.prefix { $0 == " " }
            let words = line.dropFirst(indentation.count)
            guard
                words.range(of: #"^([a-z@()]+ )*(func|init)\b"#, options: .regularExpression) != nil
            else { continue }
            // A requirement of a protocol has no body; its signature ends before the next blank line.
            let signature = lines[index...].prefix { !$0.isEmpty && !$0.hasSuffix("{") }
            let opening = index + signature.count
            guard opening < lines.count, lines[opening].hasSuffix("{") else { continue }
            guard !signature.dropFirst().contains(where: { $0.contains("func ") }) else { continue }
            let end = lines[opening...].firstIndex { $0.hasPrefix(indentation + "}") }
            if let end { functions.append((index + 1, end - index + 1)) }
        }
        return functions
    }
}
