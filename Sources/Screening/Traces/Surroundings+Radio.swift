import Attendance
import Motion
import Timekeeping

extension Surroundings {
    /// So many check-ins are all learned from; later ones only once in a while.
    private static let eager = 20
    /// How often a place that is known is learned anew, in milliseconds.
    private static let pause: Int64 = 600_000
    /// Bytes of an access point: hash, weight, seconds.
    private static let stride = 16

    /// What the place sounds like, without what nobody has heard for 45 days; nil for bytes of
    /// another form.
    func place(at now: Instant) -> RadioPlace? {
        guard bytes.count >= 4, (bytes.count - 4).isMultiple(of: Self.stride) else { return nil }
        var place = bytes.withUnsafeBytes { raw in
            func number(_ start: Int) -> UInt32 {
                UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: start, as: UInt32.self))
            }
            let entries = Swift.stride(from: 4, to: raw.count, by: Self.stride).map { start in
                let weight = Float(bitPattern: number(start + 8))
                return RadioPlace.Entry(
                    id: UInt64(number(start)) | UInt64(number(start + 4)) << 32,
                    weight: weight.isFinite ? Double(weight) : 0,
                    heardAt: Double(number(start + 12)))
            }
            return RadioPlace(entries: entries, checkIns: Int(number(0)))
        }
        place.forget(before: Self.seconds(now) - RadioPlace.memory)
        return place
    }

    /// What is known of a place once a scan was learned; nil where nothing is to be learned.
    ///
    /// Every write of a busy place would wait for the one before, so a known place is learned anew
    /// every ten minutes only.
    static func learning(_ scan: RadioScan, from known: Surroundings?, at now: Instant) -> Self? {
        guard scan.count >= RadioScan.countMin else { return nil }
        var place = known?.place(at: now) ?? RadioPlace()
        if let known, place.checkIns >= eager,
            now.milliseconds(since: known.learnedAt) < pause
        {
            return nil
        }
        place.learn(scan, at: seconds(now))
        var bytes: [UInt8] = []
        append(UInt64(min(place.checkIns, Int(Int32.max))), 4, to: &bytes)
        for entry in place.entries {
            append(entry.id, 8, to: &bytes)
            append(UInt64(Float(entry.weight).bitPattern), 4, to: &bytes)
            append(UInt64(UInt32(exactly: entry.heardAt.rounded()) ?? 0), 4, to: &bytes)
        }
        return Surroundings(version: (known?.version ?? 0) + 1, learnedAt: now, bytes: bytes)
    }

    private static func seconds(_ instant: Instant) -> Double {
        Double(instant.milliseconds) / 1_000
    }

    private static func append(_ value: UInt64, _ count: Int, to bytes: inout [UInt8]) {
        for shift in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * shift))) }
    }
}

extension RadioScan {
    /// What a check-in's traces tell of its scan.
    init(_ traces: Traces) {
        self.init(
            traces.accessPoints.map { (id: UInt64(bitPattern: $0.trace), strength: $0.strength) })
    }
}
