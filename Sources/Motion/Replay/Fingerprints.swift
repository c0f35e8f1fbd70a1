/// What is remembered of a sample stream so that its replay is known again: winnowed hashes.
///
/// Every run of 12 samples (x, y, z in steps of 1/4096 m/s² or 1/16384 rad/s) has a rolling hash; in
/// every 14 neighbouring runs the smallest is kept (S. Schleimer, D. Wilkerson, A. Aiken,
/// "Winnowing", SIGMOD 2003). Two streams that share 25 consecutive samples at any offsets therefore
/// share a kept hash; about 2 in 15 are kept. Only SipHash-2-4 of a kept hash under the
/// organization's key leaves this type. Runs in which fewer than four samples differ from the one
/// before are left out: a stuck sensor is no recording. Noise never repeats: still phones share none.
public struct Fingerprints: Equatable, Sendable {
    /// Samples in a hashed run.
    public static let runLength = 12
    /// Neighbouring runs of which one is kept.
    public static let windowLength = 14
    /// A shared stretch of so many samples is always noticed.
    public static let guarantee = runLength + windowLength - 1

    /// Ascending, no value twice.
    public let values: [UInt64]

    /// Fingerprints of what one window's sensors sent; O(samples).
    ///
    /// - Parameter spacing: Neighbouring runs of which one is kept; streams are comparable only where
    ///   it is the same, and share a fingerprint once they share `runLength + spacing - 1` samples.
    public init(
        accelerometer: SensorTrack?, gyroscope: SensorTrack?, key: FingerprintKey,
        spacing: Int = windowLength
    ) {
        let winnowing = Winnowing(spacing: max(1, spacing), key: key)
        var found: [UInt64] = []
        if let accelerometer {
            Self.winnow(accelerometer, (scale: 4_096, domain: 1), winnowing, into: &found)
        }
        if let gyroscope {
            Self.winnow(gyroscope, (scale: 16_384, domain: 2), winnowing, into: &found)
        }
        values = Self.ascending(found)
    }

    /// The values in order, each once.
    ///
    /// Hashes are spread evenly, so that dealing them out by their first byte leaves few neighbours in
    /// disorder.
    private static func ascending(_ values: [UInt64]) -> [UInt64] {
        let count = values.count
        guard count > 1 else { return values }
        return [UInt64](unsafeUninitializedCapacity: count) { output, filled in
            withUnsafeTemporaryAllocation(of: Int.self, capacity: 257) { places in
                places.initialize(repeating: 0)
                for value in values { places[Int(value >> 56) &+ 1] &+= 1 }
                for byte in 1..<256 { places[byte] &+= places[byte &- 1] }
                for value in values {
                    let byte = Int(value >> 56)
                    output.initializeElement(at: places[byte], to: value)
                    places[byte] &+= 1
                }
            }
            for k in 1..<count {
                let value = output[k]
                var place = k
                while place > 0, output[place &- 1] > value {
                    output[place] = output[place &- 1]
                    place &-= 1
                }
                output[place] = value
            }
            filled = 1
            for k in 1..<count where output[k] != output[filled &- 1] {
                output[filled] = output[k]
                filled &+= 1
            }
        }
    }

    /// How many fingerprints are among those remembered.
    public func shared(with remembered: Set<UInt64>) -> Int {
        values.count { remembered.contains($0) }
    }

    /// The finding for a number of shared fingerprints: one could be a hash's whim, three are a replay.
    public static func likelihood(shared count: Int) -> Likelihood {
        let weight = count >= 3 ? 6.0 : count > 0 ? 4 : -0.2
        return Likelihood(
            .replayedSamples, weight: weight, measured: Double(count), threshold: 1)
    }

    private struct Winnowing {
        let spacing: Int
        let key: FingerprintKey
    }

    private static func winnow(
        _ track: SensorTrack, _ sensor: (scale: Double, domain: UInt64), _ winnowing: Winnowing,
        into found: inout [UInt64]
    ) {
        let (count, spacing) = (track.count, winnowing.spacing)
        guard count >= runLength else { return }
        let runs = count - runLength + 1
        var prefix = SipHash(key: winnowing.key)
        prefix.append(sensor.domain)
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: count + runs) { space in
            guard let samples = space.baseAddress else { return }
            let hashes = samples + count
            hash(track, scale: sensor.scale, into: samples, runs: hashes)
            // The hashes of samples are needed no longer: their place holds minima.
            let kept = least(of: hashes, runs, spacing: min(spacing, runs), into: samples)
            var last = UInt64.max
            for window in 0..<kept where samples[window] != last && samples[window] != .max {
                last = samples[window]
                var keyed = prefix
                keyed.append(last)
                found.append(keyed.finish())
            }
        }
    }

    /// Writes the least of every `spacing` neighbours and returns how many there are.
    ///
    /// Blocks of that length are scanned from their ends and from their starts; a window's least is the
    /// smaller of the two scans where they meet (M. van Herk, Pattern Recognition Letters 13, 1992), so
    /// no step depends on which value is the least. The scan from the ends replaces the values.
    private static func least(
        of values: UnsafeMutablePointer<UInt64>, _ count: Int, spacing: Int,
        into output: UnsafeMutablePointer<UInt64>
    ) -> Int {
        let windows = count - spacing + 1
        var first = 0
        while first < count {
            let end = min(first &+ spacing, count)
            var running = UInt64.max
            // Windows that end in this block end where its scan from the start stands.
            var k = first
            while k < end {
                running = min(running, values[k])
                let window = k &- spacing &+ 1
                if window >= 0 {
                    output[window] = window < first ? min(running, values[window]) : running
                }
                k &+= 1
            }
            running = .max
            k = end
            while k > first {
                k &-= 1
                running = min(running, values[k])
                values[k] = running
            }
            first = end
        }
        return windows
    }

    /// One word per sample, equal for equal values on the grid; and the hash of every run, or the
    /// largest number for a run in which too little changes.
    private static func hash(
        _ track: SensorTrack, scale: Double, into samples: UnsafeMutablePointer<UInt64>,
        runs: UnsafeMutablePointer<UInt64>
    ) {
        // base^12, to take the oldest sample out of the rolling sum.
        var oldest: UInt64 = 1
        for _ in 0..<runLength { oldest = oldest &* base }
        track.x.withUnsafeBufferPointer { x in
            track.y.withUnsafeBufferPointer { y in
                track.z.withUnsafeBufferPointer { z in
                    var (rolling, changes): (UInt64, Int) = (0, 0)
                    for k in x.indices {
                        let a = grid(x[k], scale) &* base
                        let b = grid(y[k], scale) &* 0xc2b2_ae3d_27d4_eb4f
                        let c = grid(z[k], scale) &* 0x1656_67b1_9e37_79f9
                        let word = mix(a ^ (b << 21 | b >> 43) ^ (c << 42 | c >> 22))
                        samples[k] = word
                        if k > 0 { changes &+= word == samples[k &- 1] ? 0 : 1 }
                        rolling = rolling &* base &+ word
                        let run = k &- (runLength - 1)
                        guard run >= 0 else { continue }
                        if run > 0 {
                            rolling = rolling &- oldest &* samples[run &- 1]
                            changes &-= samples[run] == samples[run &- 1] ? 0 : 1
                        }
                        runs[run] = changes >= 4 ? mix(rolling) : .max
                    }
                }
            }
        }
    }

    /// Values go through single precision first, the form in which phones pack them.
    @inline(__always)
    private static func grid(_ value: Double, _ scale: Double) -> UInt64 {
        // Adding 1.5·2⁵² rounds to the nearest whole number, which then stands in the low bits.
        (Double(Float(value)) * scale + 0x1.8p52).bitPattern
    }

    private static let base: UInt64 = 0x9e37_79b9_7f4a_7c15

    /// The finaliser of SplitMix64: neighbouring values become unrelated.
    private static func mix(_ value: UInt64) -> UInt64 {
        var z = value &+ base
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
