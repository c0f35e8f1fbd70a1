import Foundation
import JSON

/// What one phone recorded: fixes, Wi-Fi scans and motion, on one clock in seconds.
struct Recording: Sendable {
    /// The recording's name.
    let id: String
    /// Whether the phone was an Android one.
    let isAndroid: Bool
    /// The maker's name of the phone.
    let device: String
    /// Rows of `t_s, lat_deg, lon_deg, h_acc_m, speed_mps, bearing_deg` and more.
    let fixes: Table
    /// Rows of `t_s, bssid, rssi_dbm` and more.
    let scans: Table
    /// Rows of `t_s, ax … gz` and more.
    let samples: Table

    /// The recordings of a folder, by name.
    ///
    /// - Throws: When a file cannot be read.
    static func all(in folder: URL, prefixes: [String]) throws -> [Recording] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        return try names.filter { $0.hasSuffix(".meta.json") }
            .map { String($0.dropLast(10)) }
            .filter { id in prefixes.isEmpty || prefixes.contains { id.hasPrefix($0) } }
            .map { try Recording($0, in: folder) }
    }

    private init(_ id: String, in folder: URL) throws {
        self.id = id
        let meta = try Data(contentsOf: folder.appending(path: id + ".meta.json"))
        let facts = try JSONValue([UInt8](meta))
        isAndroid = facts["platform"]?.text != "ios"
        device = facts["device"]?.text ?? "unknown"
        fixes = try Table(folder.appending(path: id + ".gnss.csv"))
        scans = try Table(folder.appending(path: id + ".wifi.csv"))
        samples = try Table(folder.appending(path: id + ".imu.csv"))
    }

    /// Where the windows begin that hold evidence of a place, at most so many.
    func windowStarts(seconds: Double, most: Int) -> [Double] {
        let marks = (fixes.isEmpty ? scans : fixes).numbers("t_s")
        guard let first = marks.first, let last = marks.last else { return [] }
        let starts = stride(from: first, through: max(first, last - seconds), by: seconds)
        return Array(
            starts.filter { start in marks.contains { (start..<start + seconds).contains($0) } }
                .prefix(most))
    }
}

/// A CSV file of plain fields as columns of text.
struct Table: Sendable {
    private let names: [String]
    private let rows: [[Substring]]

    /// Reads a file; a file that does not exist is an empty table.
    init(_ file: URL) throws {
        guard FileManager.default.fileExists(atPath: file.path) else {
            names = []
            rows = []
            return
        }
        let lines = try String(contentsOf: file, encoding: .utf8)
            .split { $0 == "\n" || $0 == "\r\n" }
        names = lines.first.map { $0.split(separator: ",").map(String.init) } ?? []
        rows = lines.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    /// Whether there are no rows.
    var isEmpty: Bool { rows.isEmpty }

    /// A column as numbers; what is none reads as not-a-number.
    func numbers(_ name: String) -> [Double] { texts(name).map { Double($0) ?? .nan } }

    /// A column as text; empty where there is no such column.
    func texts(_ name: String) -> [Substring] {
        guard let index = names.firstIndex(of: name) else { return [] }
        return rows.map { index < $0.count ? $0[index] : "" }
    }

    /// The rows whose `t_s` lies in a span.
    func within(_ span: Range<Double>) -> Table {
        let times = numbers("t_s")
        return Table(names: names, rows: zip(times, rows).filter { span.contains($0.0) }.map(\.1))
    }

    private init(names: [String], rows: [[Substring]]) {
        self.names = names
        self.rows = rows
    }
}
