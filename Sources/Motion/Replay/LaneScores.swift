/// Normalised correlations by lag, lane by lane: sample k of the window at hand beside k + lag.
struct LaneScores {
    /// length · Σ a b by lag, negative lags from the end, four lanes a lag.
    let products: UnsafeMutablePointer<Float>
    let length: Int
    /// Sums of squares of the window at hand: of the first k samples.
    let mine: UnsafeBufferPointer<Float>
    /// The same of the earlier windows, four lanes a sample.
    let theirs: UnsafeMutablePointer<Float>
    /// Samples of each earlier window.
    let counts: [Int]

    private typealias Quad = SIMD4<Float>

    /// The best lags of each lane; see `CoarseQuartet.peaks`.
    var peaks: [[CoarsePeak]] {
        let least = Int(ReplaySearch.overlapMin * CoarseColumns.rate)
        let lowest = least - (mine.count - 1)
        let best = best(from: lowest, least: least)
        return counts.indices.map { lane in
            let highest = counts[lane] - least
            guard lowest <= highest, best.value[lane] > -.infinity else { return [] }
            let lag = Int(best.lag[lane])
            let top = CoarsePeak(lag: lag, score: score(lag, lane))
            guard top.score >= ReplaySearch.gate else { return [top] }
            return peaks(in: lowest...highest, lane) ?? [top]
        }
    }

    /// The lag of the highest score in each lane, with the product's square and what normalises it.
    /// Roots and divisions are left to the few lags that matter.
    private func best(from lowest: Int, least: Int) -> (lag: Quad, value: Quad) {
        let longest = counts.max() ?? 0
        let own = mine.count - 1
        var ends = Quad()
        for (lane, count) in counts.enumerated() { ends[lane] = Float(count - least) }
        let alike = counts.allSatisfy { $0 == longest }
        var (lags, values) = (Quad(), Quad(repeating: -.infinity))
        var energies = Quad(repeating: 1)
        guard lowest <= longest - least else { return (lags, values) }
        for lag in lowest...longest - least {
            let first = max(0, -lag)
            let heard = at(theirs, min(own + lag, longest)) - at(theirs, first + lag)
            var said = Quad(repeating: mine[min(own, longest - lag)] - mine[first])
            if !alike {
                for (lane, count) in counts.enumerated() {
                    said[lane] = mine[max(first, min(own, count - lag))] - mine[first]
                }
            }
            let energy = said * heard
            let product = at(products, lag < 0 ? lag + length : lag)
            let size = product.replacing(with: -product, where: product .< 0)
            let value = product * size
            let isBetter =
                (value * energies .> values * energy) .& (energy .> 0) .& (ends .>= Float(lag))
            lags.replace(with: Float(lag), where: isBetter)
            values.replace(with: value, where: isBetter)
            energies.replace(with: energy, where: isBetter)
        }
        return (lags, values)
    }

    /// The highest peak of a lane that reaches the gate, and a second at least 0.85 times as high.
    private func peaks(in lags: ClosedRange<Int>, _ lane: Int) -> [CoarsePeak]? {
        var top: [CoarsePeak] = []
        var before = -Float.infinity
        var here = score(lags.lowerBound, lane)
        for lag in lags {
            let after = lag == lags.upperBound ? -.infinity : score(lag + 1, lane)
            if here >= ReplaySearch.gate, before <= here, after < here {
                let place = top.firstIndex { $0.score < here } ?? top.count
                if place < 2 { top.insert(CoarsePeak(lag: lag, score: here), at: place) }
                if top.count > 2 { top.removeLast() }
            }
            (before, here) = (here, after)
        }
        guard let first = top.first else { return nil }
        if top.count == 2, top[1].score < 0.85 * first.score { top.removeLast() }
        return top
    }

    /// The normalised correlation; −1 where one of the two is silent.
    private func score(_ lag: Int, _ lane: Int) -> Float {
        let first = max(0, -lag)
        let end = min(mine.count - 1, counts[lane] - lag)
        let heard = theirs[4 * (end + lag) + lane] - theirs[4 * (first + lag) + lane]
        let energy = (mine[end] - mine[first]) * heard
        guard energy > 0 else { return -1 }
        let product = products[4 * (lag < 0 ? lag + length : lag) + lane]
        return product / (energy.squareRoot() * Float(length))
    }

    @inline(__always)
    private func at(_ base: UnsafeMutablePointer<Float>, _ place: Int) -> Quad {
        UnsafeRawPointer(base).loadUnaligned(fromByteOffset: 16 * place, as: Quad.self)
    }
}
