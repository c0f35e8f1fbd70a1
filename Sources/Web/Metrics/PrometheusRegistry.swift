import CoreMetrics
import Synchronization

/// Keeps every meter of the process and tells them in Prometheus' text format 0.0.4.
public final class PrometheusRegistry: MetricsFactory, Sendable {
    private let meters = Mutex<[Key: any Meter]>([:])

    /// A registry without meters.
    public init() {}

    /// Every meter's present value, one line each, grouped by name.
    public func text() -> String {
        let all = meters.withLock { $0 }
        var text = ""
        for (name, family) in Dictionary(grouping: all, by: \.key.name).sorted(by: {
            $0.key < $1.key
        }) {
            guard let kind = family.first?.value.kind else { continue }
            text += "# TYPE \(name) \(kind)\n"
            for (key, meter) in family.sorted(by: { $0.key.labels < $1.key.labels }) {
                for line in meter.lines(name: name, labels: key.labels) { text += line + "\n" }
            }
        }
        return text
    }

    /// A counter that only rises.
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        meter(label, dimensions) { CountMeter() }
    }

    /// A gauge that keeps the last value.
    public func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        meter(label, dimensions) { LevelMeter() }
    }

    /// A histogram of seconds.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        meter(label, dimensions) { TimeMeter() }
    }

    /// Meters live as long as the process.
    public func destroyCounter(_ handler: any CounterHandler) {}
    /// Meters live as long as the process.
    public func destroyRecorder(_ handler: any RecorderHandler) {}
    /// Meters live as long as the process.
    public func destroyTimer(_ handler: any TimerHandler) {}

    private func meter<Kind: Meter>(
        _ name: String, _ dimensions: [(String, String)], make: () -> Kind
    ) -> Kind {
        let labels = dimensions.map { "\($0)=\"\(Self.escape($1))\"" }.joined(separator: ",")
        let key = Key(name: name, labels: labels)
        return meters.withLock { meters in
            if let meter = meters[key] as? Kind { return meter }
            let meter = make()
            meters[key] = meter
            return meter
        }
    }

    private static func escape(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n")
    }

    private struct Key: Hashable {
        let name: String
        let labels: String
    }
}
