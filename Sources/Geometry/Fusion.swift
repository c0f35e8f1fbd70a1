import Foundation

extension Fix {
    /// Two standard deviations of a fix and its reference apart still count as agreement at this
    /// squared Mahalanobis distance: 99 % of a chi-square with two degrees of freedom.
    private static let gate = 9.21

    /// Fixes that one fusion looks at; the rest of a longer list is left out.
    private static let fusedMost = 256

    /// The best single fix for a phone that stood still while it reported several.
    ///
    /// 1. A robust centre: the weighted geometric median, weights 1/σ, which a minority of wild
    ///    fixes cannot drag away.
    /// 2. Fixes further from it than their own accuracy explains (and that of the middle fix) are
    ///    outliers and leave; at least half the weight always stays.
    /// 3. The rest is averaged with weights 1/σ². Errors of one receiver within seconds are mostly
    ///    the same error, so averaging does not narrow the accuracy below that of the best fix
    ///    kept; where the kept fixes scatter more than that, their scatter is the accuracy.
    ///
    /// - Parameter fixes: In any systems; an accuracy below 1 m counts as 1 m.
    /// - Returns: The fused fix in WGS-84; nil for none.
    public static func fused(_ fixes: [Fix]) -> Fix? {
        guard let first = fixes.first else { return nil }
        if fixes.count == 1 { return first.inWGS84 }
        let plane = FusionPlane(fixes.prefix(fusedMost).map(\.inWGS84))
        let centre = plane.median()
        let kept = plane.agreeing(with: centre, gate: gate)
        return kept.mean()
    }
}

/// Fixes as points of a plane in metres around the first of them.
private struct FusionPlane {
    private struct Point {
        var offset: SIMD2<Double>
        var accuracy: Double
    }

    private let origin: SIMD2<Double>
    private let scale: SIMD2<Double>
    private var points: [Point]

    init(_ fixes: [Fix]) {
        let origin = fixes.first?.position.degrees ?? .zero
        let latitude = origin.y * .pi / 180
        let magic = 1 - Ellipsoid.eccentricitySquared * sin(latitude) * sin(latitude)
        let normal = Ellipsoid.semiMajorAxis / magic.squareRoot()
        // Next to a pole a degree of longitude is nothing; a floor keeps the division alive.
        let scale =
            SIMD2(
                max(normal * cos(latitude), 1e-3),
                normal * (1 - Ellipsoid.eccentricitySquared) / magic) * (.pi / 180)
        self.origin = origin
        self.scale = scale
        points = fixes.map { fix in
            var degrees = fix.position.degrees - origin
            degrees.x = degrees.x.remainder(dividingBy: 360)
            return Point(offset: degrees * scale, accuracy: max(fix.accuracy.value, 1))
        }
    }

    /// The weighted geometric median (Weiszfeld's iteration).
    func median() -> SIMD2<Double> {
        var centre = points.reduce(SIMD2<Double>.zero) { $0 + $1.offset } / Double(points.count)
        for _ in 0..<50 {
            var sum = SIMD2<Double>.zero
            var weights = 0.0
            for point in points {
                let gap = point.offset - centre
                let weight = 1 / (point.accuracy * max((gap * gap).sum().squareRoot(), 0.01))
                sum += point.offset * weight
                weights += weight
            }
            let next = sum / weights
            let step = next - centre
            centre = next
            if (step * step).sum() < 1e-6 { break }
        }
        return centre
    }

    /// The points within the gate of a centre, nearest in their own standard deviations first until
    /// half the weight is there.
    func agreeing(with centre: SIMD2<Double>, gate: Double) -> FusionPlane {
        let accuracies = points.map(\.accuracy).sorted()
        let middle = Gaussian.sigma(Metres(known: accuracies[accuracies.count / 2]))
        let judged = points.map { point -> (point: Point, squared: Double) in
            let gap = point.offset - centre
            let sigma = Gaussian.sigma(Metres(known: point.accuracy))
            return (point, (gap * gap).sum() / (sigma * sigma + middle * middle))
        }.sorted { $0.squared < $1.squared }
        let total = points.reduce(0) { $0 + 1 / $1.accuracy }
        var kept = self
        kept.points = []
        var weight = 0.0
        for candidate in judged where candidate.squared <= gate || weight < total / 2 {
            kept.points.append(candidate.point)
            weight += 1 / candidate.point.accuracy
        }
        return kept
    }

    /// The mean by 1/σ², with the accuracy it deserves.
    func mean() -> Fix {
        var sum = SIMD2<Double>.zero
        var weights = 0.0
        for point in points {
            let weight = 1 / (point.accuracy * point.accuracy)
            sum += point.offset * weight
            weights += weight
        }
        let mean = sum / weights
        var scatter = 0.0
        for point in points {
            let gap = point.offset - mean
            scatter += (gap * gap).sum() / (point.accuracy * point.accuracy)
        }
        // A circular Gaussian's mean square radius is 2σ², its 68 % radius 1.5096 σ.
        let spread = (scatter / weights / 2).squareRoot() * 1.5096
        let best = points.reduce(Double.infinity) { min($0, $1.accuracy) }
        let degrees = origin + mean / scale
        return Fix(
            Position(degrees), accuracy: Metres(known: max(best, spread)))
    }
}
