import Foundation

/// The result of an evaluation, as text, JSON or a drawing.
public struct EvaluationReport: Codable, Sendable {
    /// What the windows come from.
    public let title: String
    /// Honest windows at each length.
    public var honest: [HonestRow] = []
    /// One row per attack and length.
    public var rows: [EvaluationRow] = []
    /// Rows that stand for several attacks.
    public var pooled: [EvaluationRow] = []
    /// Pooled rows with a family left out.
    public var ablation: [EvaluationRow] = []
    /// False positives and detections by phone, at 20 s.
    public var devices: [DeviceRow] = []
    /// How far probabilities can be believed, at each length.
    public var calibration: [CalibrationRow] = []
    /// What scans of access points come to.
    public var radio: [RadioRow] = []
    /// The pooled detection at 1 % and 20 s when recordings are drawn anew: 95 % of the draws.
    public var bootstrap: [Double] = []
    /// Operating curves at 20 s: name and points.
    var curves: [String: [[Double]]] = [:]

    init(title: String) {
        self.title = title
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
        let colours = [
            "#1b6ca8", "#c0392b", "#27823a", "#8e44ad", "#b9770e", "#117a65", "#555555", "#d35498",
        ]
        var body = ""
        for (index, curve) in curves.sorted(by: { $0.key < $1.key }).enumerated() {
            let path = curve.value.map { point in
                let x = 60 + 200 * (log10(max(point[0], 0.001)) + 3)
                return String(format: "%.1f,%.1f", x, 420 - 360 * point[1])
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
}

/// The honest windows of one length.
public struct HonestRow: Codable, Equatable, Sendable {
    /// Seconds of the windows.
    public let seconds: Double
    /// How many.
    public let count: Int
    /// How many recordings or people they come from.
    public let sources: Int
    /// The share that a server's default settings would not simply accept.
    public let flagged: Double
    /// Its exact interval of 95 %.
    public let interval: BinomialInterval
}
