import Foundation
import Motion
import Simulation

/// Measures the judgement of motion: 15 s at 50 Hz of three sensors, with eight earlier windows.
///
/// Another program can read the same windows (`export`) and be timed in turns with this one.
struct MotionBench {
    /// What is timed, over all windows in turn.
    enum Row: String, CaseIterable {
        /// Everything: tests, fingerprints, and the search in eight earlier windows.
        case whole
        /// The tests of one window alone.
        case judgement
        /// Fingerprints of the sample streams.
        case fingerprints
        /// The search in eight earlier windows, and what prepares it.
        case search
        /// The attitude filter alone, on samples that are uniform already.
        case attitude
    }

    private let windows: [PhoneWindow]
    private let motions: [UniformMotion]
    private let movements: [Movement]
    private let histories: [[MotionWindow]]
    private let key = FingerprintKey(low: 0x0123_4567, high: 0x89ab_cdef)
    /// What was computed, so that nothing can be left out.
    private(set) var sum = 0.0

    /// Windows of generated people: walking, driving and handling their phones in turn.
    init(count: Int = 48) {
        let activities: [Activity] = [.walking, .driving, .handling]
        windows = (0..<count).map { index in
            HonestPhone(.ordinary, activities[index % 3], seconds: 15).window(
                seed: UInt64(100 + index))
        }
        let motions = windows.compactMap { window in
            window.evidence.accelerometer.flatMap {
                UniformMotion(accelerometer: $0, gyroscope: window.evidence.gyroscope)
            }
        }
        precondition(motions.count == windows.count, "a generated window lacks its sensors")
        self.motions = motions
        movements = motions.map { Movement(of: $0) }
        let kept = motions.compactMap { MotionWindow($0) }
        // Earlier windows are of the same activity.
        histories = kept.indices.map { index in
            (1...8).map { kept[(index + 3 * $0) % kept.count] }
        }
    }

    /// The median seconds of a window: other work on the machine seldom falls into it.
    mutating func time(_ row: Row) -> Double {
        let clock = ContinuousClock()
        let times = windows.indices.map { index in
            clock.measure { sum += run(row, index) } / .seconds(1)
        }
        return times.sorted()[times.count / 2]
    }

    private func run(_ row: Row, _ index: Int) -> Double {
        let evidence = windows[index].evidence
        switch row {
        case .whole:
            let judgement = MotionJudgement(of: evidence)
            let found = judgement.movement.flatMap { ReplaySearch($0) }?.best(in: histories[index])
            return judgement.weight + Double(prints(evidence).values.count)
                + (found?.score ?? 0)
        case .judgement: return MotionJudgement(of: evidence).weight
        case .fingerprints: return Double(prints(evidence).values.count)
        case .search:
            return ReplaySearch(movements[index])?.best(in: histories[index])?.score ?? 0
        case .attitude: return Attitude(of: motions[index]).up(at: motions[index].count - 1).x
        }
    }

    private func prints(_ evidence: MotionEvidence) -> Fingerprints {
        Fingerprints(
            accelerometer: evidence.accelerometer, gyroscope: evidence.gyroscope, key: key)
    }

    /// Writes every window as a CSV file of acceleration and angular rate: what the phone sent.
    func export(to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (index, window) in windows.enumerated() {
            guard let a = window.evidence.accelerometer, let w = window.evidence.gyroscope
            else { continue }
            var text = "ax,ay,az,gx,gy,gz\n"
            for k in 0..<min(a.count, w.count) {
                text += "\(a.x[k]),\(a.y[k]),\(a.z[k]),\(w.x[k]),\(w.y[k]),\(w.z[k])\n"
            }
            try Data(text.utf8).write(to: folder.appending(path: "\(index).csv"))
        }
    }

    /// Rounds of every row in turn, as lines of text: median and least microseconds of a window.
    mutating func table(rounds: Int) -> [String] {
        var times: [Row: [Double]] = [:]
        for _ in 0..<rounds {
            for row in Row.allCases { times[row, default: []].append(time(row)) }
        }
        return Row.allCases.map { row in
            let sorted = (times[row] ?? []).sorted()
            let name = row.rawValue + String(repeating: " ", count: 14 - row.rawValue.count)
            let (middle, least) = (sorted[sorted.count / 2], sorted[0])
            return name + String(format: "%8.1f µs (least %.1f)", 1e6 * middle, 1e6 * least)
        }
    }
}
