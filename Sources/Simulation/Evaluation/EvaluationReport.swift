import Foundation

/// The result of an evaluation, as text, JSON or a drawing.
public struct EvaluationReport: Codable, Sendable {
    /// What the windows come from.
    public let title: String
    /// Honest windows at each length.
    public var honest: [Int] = []
    /// One row per attack and length.
    public var rows: [EvaluationRow] = []
    /// Pooled rows with a family left out.
    public var ablation: [EvaluationRow] = []
    /// Share of honest windows above the threshold of 1 %, by phone.
    public var falsePositives: [String: Double] = [:]
    /// Mean squared error of the probability with the prior of the evaluation.
    public var brier: [Double] = []
    /// Operating curves at 20 s: name and points.
    var curves: [String: [[Double]]] = [:]

    init(title: String) {
        self.title = title
    }

    /// A table for a terminal.
    public var text: String {
        var lines = [title, "honest windows: \(honest.map(String.init).joined(separator: ", "))"]
        lines.append(
            Self.pad("attack", 34) + "    s     n   AUC  TPR@1% [95 %]        @0.1%  held out")
        lines += (rows + ablation).map(Self.line)
        for (device, share) in falsePositives.sorted(by: { $0.key < $1.key }) {
            lines.append("false positives, \(device): \(Self.number(share))")
        }
        lines.append("Brier: " + brier.map(Self.number).joined(separator: ", "))
        return lines.joined(separator: "\n")
    }

    /// Sorted, pretty JSON.
    public var json: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            return try encoder.encode(self)
        }
    }

    /// Operating curves with false positives on a logarithmic axis, 0.1 %…100 %.
    public var svg: String {
        let colours = ["#1b6ca8", "#c0392b", "#27823a", "#8e44ad", "#b9770e", "#117a65", "#555555"]
        var body = ""
        for (index, curve) in curves.sorted(by: { $0.key < $1.key }).enumerated() {
            let path = curve.value.map { point in
                let x = 60 + 200 * (log10(max(point[0], 0.001)) + 3)
                return "\(Self.number(x)),\(Self.number(420 - 360 * point[1]))"
            }
            let colour = colours[index % colours.count]
            body += "<polyline fill=\"none\" stroke=\"\(colour)\" stroke-width=\"1.5\" "
            body += "points=\"\(path.joined(separator: " "))\"/>"
            let y = 60 + 16 * index
            body += "<text x=\"670\" y=\"\(y)\" fill=\"\(colour)\">\(curve.key)</text>"
        }
        for decade in 0...3 {
            let label = ["0.1 %", "1 %", "10 %", "100 %"][decade]
            body += "<text x=\"\(45 + 200 * decade)\" y=\"440\">\(label)</text>"
        }
        for tenth in stride(from: 0, through: 10, by: 2) {
            body += "<text x=\"25\" y=\"\(424 - 36 * tenth)\">\(tenth * 10) %</text>"
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 460" \
            font-family="sans-serif" font-size="12"><title>\(title)</title>\
            <rect x="60" y="60" width="600" height="360" fill="none" stroke="#999"/>\(body)</svg>
            """
    }

    private static func line(_ row: EvaluationRow) -> String {
        let interval = "[\(number(row.interval.lower)), \(number(row.interval.upper))]"
        return pad(row.name, 34) + pad("\(Int(row.seconds))", 5, left: true)
            + pad("\(row.count)", 6, left: true) + "  \(number(row.area))  "
            + "\(number(row.detection)) \(interval)  \(number(row.strictDetection))"
            + "  \(number(row.heldOut))"
    }

    private static func number(_ value: Double) -> String { String(format: "%.3f", value) }

    private static func pad(_ text: String, _ width: Int, left: Bool = false) -> String {
        let space = String(repeating: " ", count: max(0, width - text.count))
        return left ? space + text : text + space
    }
}
