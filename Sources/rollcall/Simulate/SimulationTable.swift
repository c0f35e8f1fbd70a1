import JSON
import Simulation

/// What a server decided of simulated check-ins, one line an attack.
struct SimulationTable {
    private struct Row {
        var count = 0
        var decisions: [String: Int] = [:]
        var codes: [String: Int] = [:]
        var refusals: [String: Int] = [:]
    }

    private var rows: [String: Row] = [:]

    /// Adds one answer.
    mutating func add(_ checkIn: SimulatedCheckIn, status: Int, _ body: JSONValue) {
        let name = checkIn.attack?.rawValue ?? "honest"
        var row = rows[name] ?? Row()
        row.count += 1
        if status < 400, let decision = body["decision"]?.text {
            row.decisions[decision, default: 0] += 1
            if case .array(let codes)? = body["risk"]?["codes"] {
                for code in codes.compactMap(\.text) { row.codes[code, default: 0] += 1 }
            }
        } else {
            row.refusals[body["code"]?.text ?? "\(status)", default: 0] += 1
        }
        rows[name] = row
    }

    /// How many of one kind got a decision.
    func count(_ name: String, _ decision: String) -> Int { rows[name]?.decisions[decision] ?? 0 }

    /// The table with its columns aligned: honest check-ins first, then attacks by name.
    var text: String {
        let decisions = ["accepted", "flagged", "challenged", "rejected"]
        let names =
            rows.keys.filter { $0 == "honest" } + rows.keys.filter { $0 != "honest" }.sorted()
        var lines = [["check-ins", "n"] + decisions + ["refused", "reasons"]]
        for name in names {
            guard let row = rows[name] else { continue }
            let refused = row.refusals.values.reduce(0, +)
            let reasons = (row.codes.merging(row.refusals) { $0 + $1 })
                .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            lines.append(
                [name, "\(row.count)"] + decisions.map { "\(row.decisions[$0] ?? 0)" }
                    + ["\(refused)", reasons])
        }
        let widths = lines[0].indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            zip(line, widths).enumerated().map { index, cell in
                index + 1 == line.count
                    ? cell.0 : cell.0 + String(repeating: " ", count: cell.1 - cell.0.count)
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }
}
