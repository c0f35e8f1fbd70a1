import Faces
import Testing

struct FaceModelTests {
    @Test func `similarity matches from the threshold up, distance from it down`() throws {
        let cosine = try Sample.model(dimension: 64, .cosine)
        let euclidean = try Sample.model(dimension: 64, .euclidean)

        #expect([0.59, 0.6, 0.61].map { cosine.judge($0).match } == [false, true, true])
        #expect([0.79, 0.8, 0.81].map { euclidean.judge($0).match } == [true, true, false])
        #expect(
            [0.54, 0.56, 0.64, 0.66].map { cosine.judge($0).inReviewBand }
                == [false, true, true, false])
    }

    @Test func `the best of several templates counts`() throws {
        let probe = try Sample.unit(64, at: 0)
        let templates = try [
            Sample.unit(64, at: 1), Sample.unit(64, at: 0, plus: 0.5), Sample.unit(64, at: 3),
        ]

        let cosine = try Sample.model(dimension: 64, .cosine).verify(probe, against: templates)
        let distance = try Sample.model(dimension: 64, .euclidean).verify(probe, against: templates)

        #expect(abs((cosine?.score ?? 0) - 1 / 1.25.squareRoot()) < 1e-7)
        #expect(distance?.score == 0.5)
        #expect(cosine?.match == true && distance?.match == true)
        #expect(try Sample.model(dimension: 64, .cosine).verify(probe, against: []) == nil)
    }

    @Test func `vectors of another dimension are refused, as probe and as template`() throws {
        let model = try Sample.model(dimension: 64, .cosine)
        let (right, wrong) = (try Sample.unit(64, at: 0), try Sample.unit(65, at: 0))

        #expect(throws: FaceModelError.wrongDimension(got: 65, expected: 64)) {
            try model.verify(wrong, against: [right])
        }
        #expect(throws: FaceModelError.wrongDimension(got: 65, expected: 64)) {
            try model.verify(right, against: [right, wrong])
        }
    }

    @Test(arguments: [
        (FaceMetric.cosine, 1.01), (.cosine, -1.01), (.cosine, .nan), (.euclidean, -0.1),
        (.euclidean, .infinity), (.euclidean, .nan),
    ])
    func `a threshold outside the metric is refused`(metric: FaceMetric, threshold: Double) {
        #expect(throws: FaceModelError.self) {
            try FaceModel(id: "m", dimension: 64, metric: metric, threshold: threshold)
        }
        #expect(throws: FaceModelError.self) {
            try FaceModel(
                id: "m", dimension: 64, metric: metric, threshold: 0.5,
                identifyThreshold: threshold)
        }
    }

    @Test func `other settings that mean nothing are refused`() {
        for id in ["", "a b", "ä", String(repeating: "a", count: 65), "a/b"] {
            #expect(throws: FaceModelError.id) {
                try FaceModel(id: id, dimension: 64, metric: .cosine, threshold: 0.5)
            }
        }
        for dimension in [Int.min, 0, 63, 1_025, .max] {
            #expect(throws: FaceModelError.dimension(got: dimension)) {
                try FaceModel(id: "m", dimension: dimension, metric: .cosine, threshold: 0.5)
            }
        }
        #expect(throws: FaceModelError.reviewBand(got: -0.1)) {
            try FaceModel(
                id: "m", dimension: 64, metric: .cosine, threshold: 0.5, reviewBand: -0.1)
        }
    }
}
