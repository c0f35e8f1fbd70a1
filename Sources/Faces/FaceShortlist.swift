/// The best rows of a scan so far, by approximate rank; the greater the better.
struct FaceShortlist {
    struct Entry {
        let rank: Float
        let chunk: Int
        let row: Int
    }

    private let limit: Int
    private var entries: [Entry] = []
    private var floor = -Float.infinity
    private var chunk = 0

    init(limit: Int) {
        self.limit = limit
        entries.reserveCapacity(2 * limit)
    }

    /// Best first, at most the limit; among equals the row that came first.
    var best: [Entry] {
        var copy = self
        copy.cut()
        return copy.entries
    }

    mutating func enter(chunk: Int) {
        self.chunk = chunk
    }

    mutating func offer(_ ranks: UnsafePointer<Float>, count: Int, firstRow: Int) {
        for place in 0..<count where ranks[place] > floor {
            entries.append(Entry(rank: ranks[place], chunk: chunk, row: firstRow + place))
            if entries.count == 2 * limit { cut() }
        }
    }

    // Sorting 2n entries once every n arrivals keeps the worst order of rows cheap as well.
    private mutating func cut() {
        entries.sort { ($1.rank, $0.chunk, $0.row) < ($0.rank, $1.chunk, $1.row) }
        if entries.count >= limit {
            entries.removeLast(entries.count - limit)
            floor = entries.last?.rank ?? floor
        }
    }
}
