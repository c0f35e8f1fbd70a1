import Foundation

extension EvaluationReport {
    /// Tables for a terminal.
    public var text: String {
        (honestLines + attackLines + deviceLines + calibrationLines + radioLines + notes)
            .joined(separator: "\n")
    }

    private var honestLines: [String] {
        [title, ""]
            + honest.map { row in
                "honest windows of \(Int(row.seconds)) s: \(row.count) from \(row.sources), "
                    + "not simply accepted \(Self.number(row.flagged)) \(Self.span(row.interval))"
            }
    }

    private var attackLines: [String] {
        let head =
            Self.pad("attack", 33)
            + "   s     n   AUC  TPR@1% [95 %]         @0.1% held out flagged"
            + "  Wi-Fi: AUC TPR@1% flagged  model: AUC TPR"
        let bounds =
            bootstrap.count == 2
            ? [
                "pooled detection at 1 %, 20 s, recordings drawn anew: "
                    + "\(Self.number(bootstrap[0]))…\(Self.number(bootstrap[1]))"
            ] : []
        return ["", head] + (rows + pooled + ablation).map(Self.line) + bounds
    }

    private var deviceLines: [String] {
        [""]
            + devices.map { row in
                "\(row.device): \(row.honest) honest windows, false positives "
                    + "\(Self.number(row.falsePositives)) \(Self.span(row.interval)), "
                    + "attacks detected \(Self.number(row.detection))"
            }
    }

    private var calibrationLines: [String] {
        [""]
            + calibration.map { row in
                "probabilities at \(Int(row.seconds)) s: Brier \(Self.number(row.brier)), "
                    + "calibration error \(Self.number(row.error)); fitted on other recordings "
                    + "\(Self.number(row.fittedBrier)), \(Self.number(row.fittedError))"
            }
    }

    private var radioLines: [String] {
        guard !radio.isEmpty else { return [] }
        return [""]
            + radio.map { row in
                Self.pad(row.name, 40) + Self.pad("\(row.count)", 6, left: true)
                    + "  accused \(Self.number(row.accused)) \(Self.span(row.interval))"
                    + (row.median.map { "  median cosine \(Self.number($0))" } ?? "")
            }
    }

    private var notes: [String] {
        [
            "",
            "AUC, TPR: without Wi-Fi on either side. Wi-Fi: honest phones hear their place, the "
                + "forger's hears another building. flagged: not simply accepted by default settings.",
            "held out: the threshold of 1 % comes from the other recordings. model: the baseline that "
                + "the fraud model prints.",
            "A lifelike held fix on a desk and one's own track moved elsewhere agree with every "
                + "sensor: they are invisible without Wi-Fi, attestation, the mock flag or history.",
        ]
    }

    private static func line(_ row: EvaluationRow) -> String {
        let own = row.carried
        var line =
            pad(row.name, 33) + pad("\(Int(row.seconds))", 4, left: true)
            + pad("\(row.count)", 6, left: true) + "  \(number(own.area)) \(number(own.detection)) "
            + pad(span(own.interval), 16) + "\(number(own.strictDetection))  "
            + "\(number(row.heldOut))    \(number(own.flagged))  "
        line +=
            row.heard.map {
                "       \(number($0.area))  \(number($0.detection))   \(number($0.flagged))"
            } ?? pad("", 29)
        line += row.baseline.map { "         \(number($0.area)) \(number($0.detection))" } ?? ""
        return line
    }

    private static func span(_ interval: BinomialInterval) -> String {
        "[\(number(interval.lower)), \(number(interval.upper))]"
    }

    private static func number(_ value: Double) -> String { String(format: "%.3f", value) }

    private static func pad(_ text: String, _ width: Int, left: Bool = false) -> String {
        let space = String(repeating: " ", count: max(0, width - text.count))
        return left ? space + text : text + space
    }
}
