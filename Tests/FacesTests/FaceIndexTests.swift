import Faces
import Material
import Testing

struct FaceIndexTests {
    @Test(arguments: FaceMetric.allCases, [false, true])
    func `a search names the same persons as comparing with everybody`(
        metric: FaceMetric, isQuantised: Bool
    ) throws {
        var random = Seeded(7)
        let model = try Sample.model(dimension: 100, metric)
        var index = FaceIndex<Int, Int>(model: model, isQuantised: isQuantised)
        var everybody: [(subject: Int, vector: FaceVector)] = []
        for number in 0..<1_500 {
            let vector = try Sample.vector(100, &random)
            try index.insert(vector, template: number, of: number / 3)
            everybody.append((number / 3, vector))
        }

        for _ in 0..<10 {
            let probe = try Sample.vector(100, &random)
            let found = try index.gallery.search(probe, limit: 3)

            let sorted = everybody.map { (metric.score(probe, $0.vector), $0.subject) }
                .sorted { metric.isBetter($0.0, than: $1.0) }
            var persons: [Int] = []
            for (_, subject) in sorted.prefix(40) where !persons.contains(subject) {
                persons.append(subject)
            }
            #expect(found.nearest.map(\.subject) == Array(persons.prefix(3)))
            #expect(found.nearest[0].score == sorted[0].0)
        }
    }

    @Test(arguments: [false, true])
    func `insertions and removals leave what a plain list would hold`(isQuantised: Bool) throws {
        var random = Seeded(11)
        let model = try Sample.model(dimension: 64, .cosine)
        var index = FaceIndex<Int, Int>(model: model, isQuantised: isQuantised)
        var plain: [Int: [Int: FaceVector]] = [:]

        for _ in 0..<4_000 {
            let (subject, template) = (random.below(60), random.below(8))
            switch random.below(10) {
            case 0:
                try index.removeAll(of: subject)
                plain[subject] = nil
            case 1...3:
                try index.remove(template, of: subject)
                plain[subject]?[template] = nil
            default:
                let vector = try Sample.vector(64, &random)
                try index.insert(vector, template: template, of: subject)
                plain[subject, default: [:]][template] = vector
            }
        }

        #expect(index.count == plain.values.reduce(0) { $0 + $1.count })
        #expect(index.gallery.count == index.count)
        #expect(index.subjectCount == plain.values.filter { !$0.isEmpty }.count)
        for (subject, templates) in plain {
            for (template, vector) in templates {
                let best = try #require(try index.gallery.search(vector, limit: 1).nearest.first)
                #expect(
                    best.subject == subject && best.template == template && best.score > 0.999999)
            }
        }
    }

    @Test func `a search goes on over what it was given while the index changes`() throws {
        var random = Seeded(13)
        let model = try Sample.model(dimension: 64, .cosine)
        var index = FaceIndex<String, Int>(model: model)
        let vector = try Sample.vector(64, &random)
        try index.insert(vector, template: 1, of: "a")
        let before = index.gallery

        try index.removeAll(of: "a")
        try index.insert(try Sample.vector(64, &random), template: 1, of: "b")

        #expect(try before.search(vector).nearest.map(\.subject) == ["a"])
        #expect(try index.gallery.search(vector).nearest.map(\.subject) == ["b"])
    }

    @Test func `an index takes no more than it may`() throws {
        var random = Seeded(17)
        let model = try Sample.model(dimension: 64, .euclidean)
        var index = FaceIndex<Int, Int>(model: model, capacity: 25)
        for number in 0..<10 {
            try index.insert(try Sample.vector(64, &random), template: number, of: 1)
        }

        #expect(throws: FaceIndexError.tooManyTemplates(maximum: 10)) {
            try index.insert(try Sample.vector(64, &random), template: 10, of: 1)
        }
        try index.insert(try Sample.vector(64, &random), template: 9, of: 1)
        for number in 0..<15 {
            try index.insert(try Sample.vector(64, &random), template: 1, of: 2 + number)
        }
        #expect(throws: FaceIndexError.full(capacity: 25)) {
            try index.insert(try Sample.vector(64, &random), template: 1, of: 100)
        }
        #expect(throws: FaceIndexError.wrongDimension(got: 65, expected: 64)) {
            try index.insert(try Sample.vector(65, &random), template: 1, of: 100)
        }
        #expect(index.count == 25)
    }

    @Test func `the margin is the lead over the next person, not over the next template`() throws {
        let model = try Sample.model(dimension: 64, .euclidean)
        var index = FaceIndex<String, Int>(model: model)
        try index.insert(try Sample.unit(64, at: 0), template: 1, of: "a")
        try index.insert(try Sample.unit(64, at: 0, plus: 0.01), template: 2, of: "a")
        #expect(try index.gallery.search(Sample.unit(64, at: 0)).margin == nil)
        try index.insert(try Sample.unit(64, at: 1), template: 1, of: "b")

        let found = try index.gallery.search(Sample.unit(64, at: 0))

        #expect(abs((found.margin ?? 0) - 2.0.squareRoot()) < 1e-7)
        #expect(found.candidates.map(\.subject) == ["a"])
        #expect(found.identified?.subject == "a")
    }

    @Test(arguments: [(0.6, 0.05, true), (0.95, 0.05, false), (0.6, 0.2, false)])
    func `nobody is named below the threshold of a claim, or without a lead`(
        threshold: Double, band: Double, isNamed: Bool
    ) throws {
        let model = try FaceModel(
            id: "m", dimension: 64, metric: .cosine, threshold: threshold,
            identifyThreshold: 0.5, reviewBand: band)
        var index = FaceIndex<String, Int>(model: model)
        // Cosines of 0.94 and 0.83 with the probe.
        try index.insert(try Sample.unit(64, at: 0, plus: 0.36), template: 1, of: "a")
        try index.insert(try Sample.unit(64, at: 0, plus: 0.67), template: 1, of: "b")

        let found = try index.gallery.search(Sample.unit(64, at: 0))

        #expect(found.candidates.map(\.subject) == ["a", "b"])
        #expect((found.identified?.subject == "a") == isNamed)
    }
}
