import Faces

/// Measures the search for a face against the memory of the machine.
///
/// The vectors are made from a counter, so that another program can make the same ones and be
/// held against the same answers; every search has a probe of its own, so that nothing can be
/// computed once and for all.
struct FacesBench {
    /// What is timed.
    enum Row: String, CaseIterable {
        /// Every vector compared in 32-bit floats.
        case float
        /// A shortlist from 8-bit codes, compared exactly.
        case int8
        /// The vectors read and nothing more.
        case read
        /// The codes read and nothing more.
        case readCodes
    }

    private let gallery: FaceGallery<Int, Int>
    private let coded: FaceGallery<Int, Int>
    private let dimension: Int
    private var probe = 0
    private(set) var guard64: UInt64 = 0

    /// Fills a gallery with `rows` vectors.
    init(rows: Int, dimension: Int) throws {
        self.dimension = dimension
        let model = try FaceModel(
            id: "bench", dimension: dimension, metric: .cosine, threshold: 0.5)
        var plain = FaceIndex<Int, Int>(model: model, capacity: rows)
        var quantised = FaceIndex<Int, Int>(model: model, capacity: rows, isQuantised: true)
        for row in 0..<rows {
            let vector = try FaceVector(Self.numbers(row, dimension))
            try plain.insert(vector, template: 0, of: row)
            try quantised.insert(vector, template: 0, of: row)
        }
        gallery = plain.gallery
        coded = quantised.gallery
    }

    /// The numbers of vector `row`: SplitMix64 of a counter, 24 bits each, in −1…1.
    static func numbers(_ row: Int, _ dimension: Int) -> [Float] {
        (0..<dimension).map { place in
            let counter = UInt64(truncatingIfNeeded: row &* dimension &+ place &+ 1)
            var word = counter &* 0x9E37_79B9_7F4A_7C15
            word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            word ^= word >> 31
            return Float(word >> 40) / 8_388_608 - 1
        }
    }

    /// The probe of a number: numbers that no row has.
    static func probe(_ number: Int, _ dimension: Int) -> [Float] {
        numbers(1_000_000_000 + number, dimension)
    }

    /// Runs one row once with the next probe; seconds and the best row's number.
    mutating func time(_ row: Row) throws -> (seconds: Double, best: Int) {
        probe += 1
        let vector = try FaceVector(Self.probe(probe, dimension))
        var best = -1
        let clock = ContinuousClock()
        let elapsed = try clock.measure {
            switch row {
            case .float: best = try gallery.search(vector, limit: 1).nearest[0].subject
            case .int8: best = try coded.search(vector, limit: 1).nearest[0].subject
            case .read: guard64 ^= gallery.readEveryByte()
            case .readCodes: guard64 ^= coded.readEveryByte(codes: true)
            }
        }
        return (elapsed / .seconds(1), best)
    }

    /// How often the shortlist finds the row that the full comparison finds.
    func recall(probes: Int) throws -> Double {
        var same = 0
        for number in 0..<probes {
            let vector = try FaceVector(Self.probe(-1 - number, dimension))
            let full = try gallery.search(vector, limit: 1).nearest[0].subject
            if try coded.search(vector, limit: 1).nearest[0].subject == full { same += 1 }
        }
        return Double(same) / Double(probes)
    }

    /// Interleaved rounds of every row, and what they come to, as lines of text.
    mutating func table(rounds: Int) throws -> [String] {
        var times: [Row: [Double]] = [:]
        for _ in 0..<rounds {
            for row in Row.allCases { times[row, default: []].append(try time(row).seconds) }
        }
        let share = Self.ratios(times[.read], over: times[.float])
        let gain = Self.ratios(times[.float], over: times[.int8])
        let lines = Row.allCases.map { row in
            "\(row.rawValue): \(Self.rounded(1_000 * Self.median(times[row] ?? []))) ms"
        }
        return lines + [
            "float / read bandwidth: \(Self.spread(share)) (goal 0.85)",
            "int8 faster than float: \(Self.spread(gain)) (goal 2.5)",
        ]
    }

    /// Answers one line of a conversation: the name of a row, or `recall` and a number.
    ///
    /// Returns `seconds best` or the recall; nil for anything else.
    mutating func answer(_ line: String) throws -> String? {
        let words = line.split(separator: " ")
        if words.count == 2, words[0] == "recall", let probes = Int(words[1]), probes > 0 {
            return "\(try recall(probes: probes))"
        }
        guard words.count == 1, let row = Row(rawValue: String(words[0])) else { return nil }
        let result = try time(row)
        return "\(result.seconds) \(result.best) \(probe)"
    }

    private static func ratios(_ one: [Double]?, over other: [Double]?) -> [Double] {
        zip(one ?? [], other ?? []).map { $0 / $1 }
    }

    private static func median(_ values: [Double]) -> Double {
        values.isEmpty ? .nan : values.sorted()[values.count / 2]
    }

    private static func spread(_ values: [Double]) -> String {
        let (low, high) = (values.min() ?? .nan, values.max() ?? .nan)
        return "\(rounded(median(values))) (\(rounded(low))…\(rounded(high)))"
    }

    private static func rounded(_ value: Double) -> Double { (value * 1_000).rounded() / 1_000 }
}
