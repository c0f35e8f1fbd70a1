extension PolygonalArea {
    /// The probability that the true position is inside, for a boundary within reach of the probe.
    ///
    /// By Green's theorem it is 1 or 0 by the probe's own side, less what each edge cuts off: the
    /// Gaussian beyond the edge between the rays to its ends, counted positive where the probe is
    /// on the edge's inner side. Which side that is, is asked in the plane in which edges are
    /// straight, so that it never contradicts whether the probe is inside.
    func probability(at probe: Probe, sigma: Double) -> Double {
        let system = boundary.curve.system
        var probe = probe
        var place = place(of: probe.degrees(in: system))
        // Exactly on the boundary no side exists. A tenth of a millimetre away it does, and the
        // probability is the same.
        for nudge in stride(from: 1.0, through: 8, by: 1) where place == .boundary {
            let step = SIMD2(nudge.remainder(dividingBy: 2) == 0 ? 1 : -0.7, nudge - 4.6) * 1e-9
            probe = Probe(Position(probe.degrees(in: system) + step), in: system)
            place = self.place(of: probe.degrees(in: system))
        }
        let own = probe.degrees(in: system)
        let total = boundary.withBuffers { buffers in
            var sum = EdgeSum(
                buffers: buffers, curve: boundary.curve, probe: probe, own: own, sigma: sigma)
            sum.addAll(boundary.tree)
            return sum.total
        }
        let start = place == .outside ? 0.0 : 1.0
        return min(max(start - total, 0), 1)
    }
}

/// What the edges near a probe cut off.
private struct EdgeSum {
    let buffers: BoundaryBuffers
    let curve: Curve
    let probe: Probe
    let own: SIMD2<Double>
    let sigma: Double
    var total = 0.0

    mutating func addAll(_ tree: BoxTree) {
        guard let root = tree.rootLevel else { return }
        let near = tree.near(probe.cartesian)
        let reach = (Gaussian.reach * sigma + near.slack) * 1.000_001
        open(near.point, Float(reach * reach).nextUp, level: root, index: 0)
    }

    private mutating func open(_ near: SIMD3<Float>, _ limit: Float, level: Int, index: Int) {
        let distances = buffers.tree.nodes[buffers.tree.levels[level] + index].squaredDistances(
            near)
        for lane in 0..<8 where distances[lane] <= limit {
            let child = index * 8 + lane
            if level > 0 {
                open(near, limit, level: level - 1, index: child)
            } else {
                for edge in (child * 8)..<min(child * 8 + 8, buffers.strays.count) {
                    add(edge)
                }
            }
        }
    }

    private mutating func add(_ edge: Int) {
        let stray = Double(buffers.strays[edge])
        guard stray >= 0 else { return }
        let start = probe.plane(buffers.points[edge]) / sigma
        let end = probe.plane(buffers.points[edge + 1]) / sigma
        if stray <= 0.002 * sigma {
            total += sign(edge) * beyond(start, end)
        } else {
            addBent(edge, stray: stray)
        }
    }

    /// 1 where the probe is to the left of the edge, on its inner side, −1 on the other.
    private func sign(_ edge: Int) -> Double {
        let (from, to) = (buffers.vertices[edge], buffers.vertices[edge + 1])
        var point = own
        let turns = ((from.x + to.x) / 2 - own.x) / 360
        if abs(turns) > 0.5 { point.x += turns.rounded() * 360 }
        return Orientation.side(from, to, point) >= 0 ? 1 : -1
    }

    private func beyond(_ start: SIMD2<Double>, _ end: SIMD2<Double>) -> Double {
        let line = end - start
        let length2 = line.x * line.x + line.y * line.y
        guard length2 > 0 else { return 0 }
        let length = length2.squareRoot()
        let from = (start.x * line.x + start.y * line.y) / length
        let height = abs(start.x * line.y - start.y * line.x) / length
        return Gaussian.beyond(height: height, from: from, to: from + length)
    }

    /// An edge whose curvature shows at this accuracy: cut down to what is within reach, then into
    /// parts that are straight enough.
    private mutating func addBent(_ edge: Int, stray: Double) {
        let (from, to) = (buffers.vertices[edge], buffers.vertices[edge + 1])
        let start = probe.plane(buffers.points[edge]) / sigma
        let end = probe.plane(buffers.points[edge + 1]) / sigma
        let length = ((end - start) * (end - start)).sum().squareRoot()
        let margin = Gaussian.reach + 1 + stray / sigma
        let along = ((end - start) * -start).sum() / max(length, 1e-12)
        let low = max((along - margin) / max(length, 1e-12), 0)
        let high = min((along + margin) / max(length, 1e-12), 1)
        guard high > low else { return }
        let share = high - low
        let parts = min(max((stray / (0.002 * sigma)).squareRoot() * share, 1).rounded(.up), 256)
        let side = sign(edge)
        var last = probe.plane(curve.cartesian(from + (to - from) * low)) / sigma
        for part in stride(from: 1, through: parts, by: 1) {
            let degrees = from + (to - from) * (low + share * (part / parts))
            let next = probe.plane(curve.cartesian(degrees)) / sigma
            total += side * beyond(last, next)
            last = next
        }
    }
}
