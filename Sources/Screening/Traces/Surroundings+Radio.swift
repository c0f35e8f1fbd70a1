import Attendance
import Motion
import Timekeeping

extension Surroundings {
    /// So many check-ins are all learned from; later ones only once in a while.
    private static let eager = 20
    /// How often a place that is known is learned anew, in milliseconds.
    private static let pause: Int64 = 600_000

    /// What the place sounds like, without what nobody has heard for 45 days; nil for bytes of
    /// another form.
    func place(at now: Instant) -> RadioPlace? {
        var reader = SurroundingsReader(bytes: bytes)
        guard var place = reader.place() else { return nil }
        place.forget(before: Self.seconds(now) - RadioPlace.memory)
        return place
    }

    /// What is known of a place once a scan was learned; nil where nothing is to be learned.
    ///
    /// Every write of a busy place would wait for the one before, so a known place is learned anew
    /// every ten minutes only, but for what a person vouches for.
    static func learning(
        _ scan: RadioScan, from known: Surroundings?, at now: Instant, isVouchedFor: Bool = false
    ) -> Self? {
        guard scan.count >= RadioScan.countMin else { return nil }
        var place = known?.place(at: now) ?? RadioPlace()
        if let known, place.checkIns >= eager, !isVouchedFor,
            now.milliseconds(since: known.learnedAt) < pause
        {
            return nil
        }
        place.learn(scan, at: seconds(now), isVouchedFor: isVouchedFor)
        return Surroundings(
            version: (known?.version ?? 0) + 1, learnedAt: now, bytes: Self.bytes(of: place))
    }

    /// A number of check-ins and the access points; where there are spots they follow, each with its
    /// number of access points, and a mark and the number of all parts come before.
    private static func bytes(of place: RadioPlace) -> [UInt8] {
        var bytes: [UInt8] = []
        let parts = [place] + place.spots
        if parts.count > 1 {
            append(UInt64(SurroundingsReader.mark), 4, to: &bytes)
            append(UInt64(parts.count), 4, to: &bytes)
        }
        for part in parts {
            append(UInt64(min(part.checkIns, Int(Int32.max))), 4, to: &bytes)
            if parts.count > 1 { append(UInt64(part.entries.count), 4, to: &bytes) }
            for entry in part.entries {
                append(entry.id, 8, to: &bytes)
                append(UInt64(Float(entry.weight).bitPattern), 4, to: &bytes)
                append(UInt64(UInt32(exactly: entry.heardAt.rounded()) ?? 0), 4, to: &bytes)
            }
        }
        return bytes
    }

    private static func seconds(_ instant: Instant) -> Double {
        Double(instant.milliseconds) / 1_000
    }

    private static func append(_ value: UInt64, _ count: Int, to bytes: inout [UInt8]) {
        for shift in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * shift))) }
    }
}

/// Reads what `Surroundings` keeps of a place.
private struct SurroundingsReader {
    /// Stands where there are spots, in place of a number of check-ins, which is smaller.
    static let mark = UInt32.max
    /// Bytes of an access point: hash, weight, seconds.
    private static let stride = 16

    let bytes: [UInt8]
    private var next = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// The place; nil for bytes of another form.
    mutating func place() -> RadioPlace? {
        guard let first = number() else { return nil }
        guard first == Self.mark else {
            guard (bytes.count - next).isMultiple(of: Self.stride) else { return nil }
            return part(checkIns: first, count: (bytes.count - next) / Self.stride)
        }
        guard let count = number(), (1...UInt32(RadioPlace.spotsMax + 1)).contains(count)
        else { return nil }
        var parts: [RadioPlace] = []
        for _ in 0..<count {
            guard let checkIns = number(), let entries = number(),
                let part = part(checkIns: checkIns, count: Int(entries))
            else { return nil }
            parts.append(part)
        }
        guard next == bytes.count else { return nil }
        return RadioPlace(
            entries: parts[0].entries, checkIns: parts[0].checkIns,
            spots: Array(parts.dropFirst()))
    }

    private mutating func part(checkIns: UInt32, count: Int) -> RadioPlace? {
        guard count <= (bytes.count - next) / Self.stride else { return nil }
        var entries: [RadioPlace.Entry] = []
        for _ in 0..<count {
            guard let low = number(), let high = number(), let weight = number(),
                let heardAt = number()
            else { return nil }
            let value = Float(bitPattern: weight)
            entries.append(
                RadioPlace.Entry(
                    id: UInt64(low) | UInt64(high) << 32,
                    weight: value.isFinite ? Double(value) : 0, heardAt: Double(heardAt)))
        }
        return RadioPlace(entries: entries, checkIns: Int(checkIns))
    }

    private mutating func number() -> UInt32? {
        guard bytes.count - next >= 4 else { return nil }
        defer { next += 4 }
        return bytes.withUnsafeBytes {
            UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: next, as: UInt32.self))
        }
    }
}

extension RadioScan {
    /// What a check-in's traces tell of its scan.
    init(_ traces: Traces) {
        self.init(
            traces.accessPoints.map { (id: UInt64(bitPattern: $0.trace), strength: $0.strength) })
    }
}
