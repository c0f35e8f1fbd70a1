import Foundation

/// A CSV file of numbers with a header, column by column; cells that are no number are NaN.
public struct NumberTable: Sendable {
    private let columns: [String: [Double]]

    /// Reads a file; throws what the file system throws.
    public init(_ file: URL) throws {
        let text = try Data(contentsOf: file)
        let lines = text.split(separator: UInt8(ascii: "\n"))
        let comma = UInt8(ascii: ",")
        let names = (lines.first ?? Data()).split(
            separator: comma, omittingEmptySubsequences: false)
        var table = [[Double]](repeating: [], count: names.count)
        for line in lines.dropFirst() {
            let cells = line.split(separator: comma, omittingEmptySubsequences: false)
            for (index, cell) in cells.enumerated() where index < table.count {
                table[index].append(Double(String(decoding: cell, as: UTF8.self)) ?? .nan)
            }
        }
        columns = Dictionary(
            zip(names.map { String(decoding: $0, as: UTF8.self) }, table),
            uniquingKeysWith: { first, _ in first })
    }

    /// A column; empty when there is none of that name.
    public subscript(name: String) -> [Double] { columns[name] ?? [] }
}
