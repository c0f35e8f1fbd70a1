import JSON

/// What a server decided of recordings, as an aligned table.
struct ReplayTable {
    private var rows = [
        ["recording", "fixes", "windows", "accepted", "flagged", "challenged", "rejected", "place"]
    ]

    /// Adds the receipts of one recording.
    mutating func add(_ recording: String, _ how: String, _ receipts: [JSONValue]) {
        let decisions = receipts.compactMap { $0["decision"]?.text }
        func count(_ decision: String) -> String { "\(decisions.count { $0 == decision })" }
        let places = Dictionary(grouping: receipts.compactMap { $0["place"]?["outcome"]?.text }) {
            $0
        }
        let place = places.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.count)" }
        rows.append([
            recording, how, "\(receipts.count)", count("accepted"), count("flagged"),
            count("challenged"), count("rejected"), place.joined(separator: ", "),
        ])
    }

    /// The table with its columns aligned.
    var text: String {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
                .joined(separator: "  ")
        }.joined(separator: "\n")
    }
}
