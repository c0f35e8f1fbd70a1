import Attendance
import Faces
import Foundation
import Testing

@testable import Screening

/// What a face says, by every way in which it can be looked at.
struct FaceCheckTests {
    /// Distances to the template at 0: the angle in radians, about.
    private static func vector(_ angle: Double) throws -> FaceVector {
        var numbers = [Double](repeating: 0, count: 64)
        (numbers[0], numbers[1]) = (cos(angle), sin(angle))
        return try FaceVector(numbers)
    }

    private func source(
        _ metric: FaceMetric = .cosine, threshold: Double = 0.9, band: Double = 0,
        _ change: (inout Policy) -> Void = { _ in }
    ) throws -> RulebookSource {
        var source = Sample.source { policy in
            policy.evidence.face = .optional
            change(&policy)
        }
        source.faceModels = [
            try FaceModel(
                id: "m1", dimension: 64, metric: metric, threshold: threshold, reviewBand: band)
        ]
        return source
    }

    private func findings(
        _ angle: Double, liveness: Face.Liveness = .passed, model: String = "m1",
        templates: [Double] = [0], repeats: Bool = false, by source: RulebookSource
    ) throws -> [Finding] {
        let face = Face(model: model, vector: try Self.vector(angle), liveness: liveness)
        let enrolled = try templates.map {
            FaceTemplate(id: UUID(), vector: try Self.vector($0))
        }
        return FaceCheck().findings(
            in: Sample.checkIn { $0.face = face },
            against: Sample.caseFile {
                $0.templates = enrolled
                $0.repeatsFace = repeats
            }, by: source)
    }

    @Test(arguments: [
        (FaceMetric.cosine, 0.9, 0.2, FindingCode.faceMatch), (.cosine, 0.9, 0.6, .faceMismatch),
        (.euclidean, 0.5, 0.2, .faceMatch), (.euclidean, 0.5, 0.6, .faceMismatch),
    ])
    func `a face is compared by its model's metric`(
        metric: FaceMetric, threshold: Double, angle: Double, code: FindingCode
    ) throws {
        let found = try findings(angle, by: source(metric, threshold: threshold))

        #expect(found.map(\.code) == [code])
        #expect((found[0].risk == .faceMismatch) == (code == .faceMismatch))
        #expect(found[0].number("threshold") == threshold)
        #expect(found[0].text("metric") == metric.rawValue)
        #expect((found[0].weight < 0) == (code == .faceMatch))
    }

    @Test func `the best of several templates counts`() throws {
        let found = try findings(1.0, templates: [0, 0.9, 2], by: source())

        #expect(found.map(\.code) == [.faceMatch])
    }

    @Test func `the policy's threshold goes before the model's`() throws {
        let strict = try source { $0.face.threshold = 0.99 }
        let senseless = try source { $0.face.threshold = 50 }

        #expect(try findings(0.2, by: strict).map(\.code) == [.faceMismatch])
        #expect(try findings(0.2, by: senseless).map(\.code) == [.faceMatch])
    }

    @Test(arguments: [0.3, 0.5])
    func `near the threshold a person looks and nobody is rejected`(angle: Double) throws {
        let found = try findings(angle, by: source(band: 0.06))
        let place = GeofenceCheck().findings(in: Sample.checkIn(), by: try source())

        let decision = Decision(
            place + found, present: [.init(.location), .init(.face)], policy: try source().policy)

        #expect(found.map(\.code) == [.faceUncertain] && found[0].weight == 0)
        #expect(decision.verdict == .flagged)
    }

    @Test func `a template or an earlier probe that is sent again is a replay and nothing else`()
        throws
    {
        let template = try findings(0.005, by: source())
        let probe = try findings(0.2, repeats: true, by: source())
        let other = try findings(0.05, by: source())

        for found in [template, probe] {
            #expect(found.map(\.code) == [.faceReplayed])
            #expect(found[0].risk == .replayedFace && found[0].weight > 0)
        }
        #expect(other.map(\.code) == [.faceMatch])
    }

    @Test func `without a template the face says nothing of the person`() throws {
        let found = try findings(0.2, templates: [], by: source())

        #expect(found.map(\.code) == [.faceNotEnrolled] && found[0].weight == 0)
        #expect(try findings(0.2, model: "m2", by: source()).isEmpty)
        #expect(FaceCheck().findings(in: Sample.checkIn(), by: try source()).isEmpty)
    }

    @Test(arguments: [
        (Face.Liveness.passed, Policy.Liveness.required, [FindingCode.faceMatch]),
        (.failed, .required, [.faceNotLive, .faceMatch]),
        (.unchecked, .required, [.faceUnchecked, .faceMatch]),
        (.failed, .preferred, [.faceNotLive, .faceMatch]), (.unchecked, .preferred, [.faceMatch]),
        (.failed, .ignored, [.faceMatch]), (.unchecked, .ignored, [.faceMatch]),
    ])
    func `being alive is judged as the policy demands`(
        liveness: Face.Liveness, rule: Policy.Liveness, codes: [FindingCode]
    ) throws {
        let found = try findings(
            0.2, liveness: liveness, by: source { $0.face.liveness = rule })

        #expect(found.map(\.code) == codes)
        #expect(found.contains { $0.risk == .faceNotLive } == (codes.count > 1))
    }
}
