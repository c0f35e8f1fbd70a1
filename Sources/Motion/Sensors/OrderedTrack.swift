/// A track whose times strictly ascend: sorted, the first of equal times kept.
struct OrderedTrack {
    let track: SensorTrack
    /// Indexes in order of time; nil when the track is in order as it came, which is the rule.
    let order: [Int]?

    init(_ track: SensorTrack) {
        self.track = track
        let times = track.times
        var ascends = true
        times.withUnsafeBufferPointer { times in
            for index in times.indices.dropFirst() where !(times[index - 1] < times[index]) {
                ascends = false
                break
            }
        }
        guard !ascends else {
            order = nil
            return
        }
        let sorted = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
        var kept: [Int] = []
        for index in sorted where kept.last.map({ times[$0] < times[index] }) ?? true {
            kept.append(index)
        }
        order = kept
    }

    var count: Int { order?.count ?? track.count }

    /// The times without pauses longer than `UniformMotion.gapMax`, ascending.
    func spans() -> [ClosedRange<Double>] {
        guard count > 1 else { return [] }
        var spans: [ClosedRange<Double>] = []
        track.times.withUnsafeBufferPointer { times in
            var first = times[order?[0] ?? 0]
            var last = first
            for position in 1..<count {
                let time = times[order?[position] ?? position]
                if time - last > UniformMotion.gapMax {
                    if last > first { spans.append(first...last) }
                    first = time
                }
                last = time
            }
            if last > first { spans.append(first...last) }
        }
        return spans
    }

    /// Writes x, y, z at the times of a uniform clock, one column after the other.
    func interpolate(
        into output: UnsafeMutablePointer<Double>, clock: (start: Double, step: Double, count: Int)
    ) {
        guard let order else {
            Self.interpolate(track, into: output, clock: clock)
            return
        }
        func sorted(_ column: [Double]) -> [Double] { order.map { column[$0] } }
        guard
            let plain = SensorTrack(
                seconds: sorted(track.times), x: sorted(track.x), y: sorted(track.y),
                z: sorted(track.z))
        else { return }
        Self.interpolate(plain, into: output, clock: clock)
    }

    private static func interpolate(
        _ track: SensorTrack, into output: UnsafeMutablePointer<Double>,
        clock: (start: Double, step: Double, count: Int)
    ) {
        let limit = UniformMotion.magnitudeMax
        let last = track.count - 1
        track.times.withUnsafeBufferPointer { times in
            track.x.withUnsafeBufferPointer { x in
                track.y.withUnsafeBufferPointer { y in
                    track.z.withUnsafeBufferPointer { z in
                        var i = 0
                        var scale = 1 / (times[1] - times[0])
                        for k in 0..<clock.count {
                            let time = clock.start + Double(k) * clock.step
                            while i &+ 1 < last, times[i &+ 1] < time {
                                i &+= 1
                                scale = 1 / (times[i &+ 1] - times[i])
                            }
                            let part = min(1, max(0, (time - times[i]) * scale))
                            @inline(__always)
                            func between(_ column: UnsafeBufferPointer<Double>) -> Double {
                                let value = column[i] + (column[i &+ 1] - column[i]) * part
                                return max(-limit, min(limit, value))
                            }
                            output[k] = between(x)
                            output[k &+ clock.count] = between(y)
                            output[k &+ 2 &* clock.count] = between(z)
                        }
                    }
                }
            }
        }
    }
}
