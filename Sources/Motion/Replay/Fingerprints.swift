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
        found.sort()
        var last: UInt64?
        found.removeAll { value in
            defer { last = value }
            return value == last
        }
        values = found
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
        let samples = hashes(of: track, scale: sensor.scale)
        // base^12, to take the oldest sample out of the rolling sum.
        var oldest: UInt64 = 1
        for _ in 0..<runLength { oldest = oldest &* base }
        var rolling: UInt64 = 0
        var changes = 0
        var recent = [UInt64](repeating: .max, count: spacing)
        var least = (hash: UInt64.max, index: -1)
        var last: UInt64?
        for index in 0..<count {
            rolling = rolling &* base &+ samples[index]
            if index > 0, samples[index] != samples[index - 1] { changes += 1 }
            if index >= runLength {
                rolling = rolling &- oldest &* samples[index - runLength]
                if samples[index - runLength + 1] != samples[index - runLength] { changes -= 1 }
            }
            guard index >= runLength - 1 else { continue }
            let hash = changes >= 4 ? mix(rolling) : .max
            recent[index % spacing] = hash
            if hash <= least.hash {
                least = (hash, index)
            } else if index - least.index >= spacing {
                least = (hash, index)
                for age in 1..<spacing where recent[(index - age) % spacing] < least.hash {
                    least = (recent[(index - age) % spacing], index - age)
                }
            }
            guard index >= runLength + spacing - 2 || index == count - 1, least.hash != .max,
                least.hash != last
            else { continue }
            last = least.hash
            var keyed = SipHash(key: winnowing.key)
            keyed.append(sensor.domain)
            keyed.append(least.hash)
            found.append(keyed.finish())
        }
    }

    /// One word per sample, equal for equal values on the grid.
    private static func hashes(of track: SensorTrack, scale: Double) -> [UInt64] {
        [UInt64](unsafeUninitializedCapacity: track.count) { buffer, filled in
            track.x.withUnsafeBufferPointer { x in
                track.y.withUnsafeBufferPointer { y in
                    track.z.withUnsafeBufferPointer { z in
                        for k in x.indices {
                            let a = grid(x[k], scale) &* base
                            let b = grid(y[k], scale) &* 0xc2b2_ae3d_27d4_eb4f
                            let c = grid(z[k], scale) &* 0x1656_67b1_9e37_79f9
                            buffer[k] = mix(a ^ (b << 21 | b >> 43) ^ (c << 42 | c >> 22))
                        }
                    }
                }
            }
            filled = track.count
        }
    }

    /// Values go through single precision first, the form in which phones pack them.
    private static func grid(_ value: Double, _ scale: Double) -> UInt64 {
        let bounded = max(-1e6, min(1e6, Double(Float(value))))
        // Adding 1.5·2⁵² rounds to the nearest whole number, which then stands in the low bits.
        return (bounded * scale + 0x1.8p52).bitPattern
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
