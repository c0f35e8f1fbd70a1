/// The templates of a `FaceIndex` at one moment, to be searched while the index moves on.
///
/// Copying is cheap; the memory is shared until the index changes it.
public struct FaceGallery<Subject: Hashable & Sendable, Template: Hashable & Sendable>: Sendable {
    struct Entry: Sendable {
        let subject: Subject
        let template: Template
    }

    struct Chunk: Sendable {
        var rows: FaceRows
        var entries: [Entry]
    }

    /// The model whose vectors these are.
    public let model: FaceModel
    let plan: FaceRows.Plan
    var chunks: [Chunk] = []

    /// How many templates there are.
    public var count: Int { chunks.reduce(0) { $0 + $1.rows.count } }

    /// The persons most alike to the probe.
    ///
    /// Blocks its thread for about the time it takes to read the vectors from memory: 7 to 14 ms
    /// for 100,000 × 512 (a third of that where the index is quantised). Run it outside the
    /// cooperative pool when the gallery is large.
    ///
    /// - Parameters:
    ///   - limit: How many persons to name, 1…100; other values are taken as the nearest of these.
    ///   - path: The instructions to use.
    /// - Throws: `wrongDimension`.
    public func search(
        _ probe: FaceVector, limit: Int = 5, path: FacePath = .best
    ) throws(FaceModelError) -> FaceSearch<Subject, Template> {
        try model.check(probe)
        let persons = max(1, min(100, limit))
        let ranked = shortlist(probe, persons: persons + 1, path).map { entry in
            let chunk = chunks[entry.chunk]
            return FaceCandidate(
                subject: chunk.entries[entry.row].subject,
                template: chunk.entries[entry.row].template,
                score: chunk.rows.score(probe, at: entry.row, in: model.metric))
        }
        return answer(ranked, limit: persons)
    }

    /// Whether any template repeats the probe: cosine above 0.9999, or every bit.
    ///
    /// The best 128 of an approximate scan are compared exactly.
    public func holdsRepeat(of probe: FaceVector) throws(FaceModelError) -> Bool {
        try model.check(probe)
        return shortlist(probe, persons: FaceIndexLimits.rerank / 10, .best).contains {
            chunks[$0.chunk].rows.score(probe, at: $0.row, in: .cosine) > FaceRepeat.cosineMin
        }
    }

    /// Reads all vectors (or all 8-bit codes) once and does nothing with them: the limit of the
    /// machine that the time of a search is held against. Returns a word that depends on all.
    public func readEveryByte(codes: Bool = false, path: FacePath = .best) -> UInt64 {
        chunks.reduce(0) { $0 ^ $1.rows.readEveryByte(codes: codes, path: path) }
    }

    // Nobody has more than ten templates, so ten times as many rows hold that many persons.
    private func shortlist(
        _ probe: FaceVector, persons: Int, _ path: FacePath
    ) -> [FaceShortlist.Entry] {
        let rows = persons * FaceIndexLimits.templatesPerSubject
        let code = plan.isQuantised ? FaceProbeCode(probe, plan: plan) : nil
        var list = FaceShortlist(limit: code == nil ? rows : max(rows, FaceIndexLimits.rerank))
        for (number, chunk) in chunks.enumerated() {
            list.enter(chunk: number)
            if let code {
                chunk.rows.scan(code, path: path, into: &list)
            } else {
                chunk.rows.scan(probe, path: path, into: &list)
            }
        }
        return list.best
    }

    private func answer(
        _ ranked: [FaceCandidate<Subject, Template>], limit: Int
    ) -> FaceSearch<Subject, Template> {
        var seen: Set<Subject> = []
        let sorted = ranked.enumerated().sorted { one, other in
            if one.element.score == other.element.score { return one.offset < other.offset }
            return model.metric.isBetter(one.element.score, than: other.element.score)
        }
        let persons = sorted.map(\.element).filter { seen.insert($0.subject).inserted }
        let margin = persons.count > 1 ? abs(persons[0].score - persons[1].score) : nil
        return FaceSearch(nearest: Array(persons.prefix(limit)), margin: margin, model: model)
    }
}
