import Foundation
import Material

/// A CSV file of numbers, read by column name; empty cells are NaN.
struct Recording {
    let columns: [String: [Double]]

    init(_ file: URL) throws {
        let text = try String(contentsOf: file, encoding: .utf8)
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"))
        let names = lines[0].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        var table = [[Double]](repeating: [], count: names.count)
        for line in lines.dropFirst() {
            let cells = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            for (index, cell) in cells.enumerated() {
                table[index].append(Double(String(Substring(cell))) ?? .nan)
            }
        }
        columns = Dictionary(
            uniqueKeysWithValues: zip(names.map { String(Substring($0)) }, table)
        )
    }

    subscript(name: String) -> [Double] { columns[name] ?? [] }

    /// A file of the shared recordings, such as `recordings/x.imu.csv`.
    static func shared(_ path: String) throws -> Recording {
        let folder = Material.recordings?.appending(path: "motion")
        return try Recording((folder ?? Material.fixtures).appending(path: path))
    }
}
