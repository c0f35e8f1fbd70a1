import CoreMetrics
import Synchronization

/// One series, or one histogram of them.
protocol Meter: AnyObject, Sendable {
    /// Prometheus' word for it.
    var kind: String { get }
    /// Its lines; `labels` is the inside of the braces.
    func lines(name: String, labels: String) -> [String]
}

/// A count that only rises.
final class CountMeter: Meter, CounterHandler {
    private let value = Atomic<Int64>(0)

    var kind: String { "counter" }

    func increment(by amount: Int64) { value.wrappingAdd(amount, ordering: .relaxed) }

    func reset() { value.store(0, ordering: .relaxed) }

    func lines(name: String, labels: String) -> [String] {
        [series(name, labels, "\(value.load(ordering: .relaxed))")]
    }
}

/// A level that keeps its last value.
final class LevelMeter: Meter, RecorderHandler {
    private let value = Mutex(0.0)

    var kind: String { "gauge" }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) { self.value.withLock { $0 = value } }

    func lines(name: String, labels: String) -> [String] {
        [series(name, labels, "\(value.withLock { $0 })")]
    }
}

/// A histogram of times, in seconds.
final class TimeMeter: Meter, TimerHandler {
    private static let bounds = [
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10,
    ]
    private let state = Mutex(State())

    var kind: String { "histogram" }

    func recordNanoseconds(_ duration: Int64) {
        let seconds = Double(duration) / 1e9
        let index = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        state.withLock { state in
            state.counts[index] += 1
            state.sum += seconds
        }
    }

    func lines(name: String, labels: String) -> [String] {
        let state = state.withLock { $0 }
        var total = 0
        var lines: [String] = []
        for (index, count) in state.counts.enumerated() {
            total += count
            let bound = index < Self.bounds.count ? "\(Self.bounds[index])" : "+Inf"
            let all = labels.isEmpty ? "le=\"\(bound)\"" : labels + ",le=\"\(bound)\""
            lines.append(series(name + "_bucket", all, "\(total)"))
        }
        lines.append(series(name + "_sum", labels, "\(state.sum)"))
        lines.append(series(name + "_count", labels, "\(total)"))
        return lines
    }

    private struct State {
        var counts = [Int](repeating: 0, count: TimeMeter.bounds.count + 1)
        var sum = 0.0
    }
}

private func series(_ name: String, _ labels: String, _ value: String) -> String {
    labels.isEmpty ? "\(name) \(value)" : "\(name){\(labels)} \(value)"
}
