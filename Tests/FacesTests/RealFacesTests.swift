import Faces
import Foundation
import Material
import Testing

@Suite(.enabled(if: Material.recordings != nil, "needs ../shared/data"))
struct RealFacesTests {
    @Test func `scores of real pairs are within 1e-5 of the reference`() throws {
        let faces = try RealFaces.load().byName
        let pairs = try #require(try RealFaces.json("pairs.json") as? [[String: Any]])

        #expect(pairs.count == 1_000)
        for pair in pairs {
            let one = try #require(faces[RealFaces.name(pair["a"])])
            let other = try #require(faces[RealFaces.name(pair["b"])])
            for metric in FaceMetric.allCases {
                let expected = try #require(pair[metric.rawValue] as? Double)
                #expect(abs(metric.score(one, other) - expected) < 1e-5)
            }
        }
    }

    @Test(arguments: [false, true])
    func `a search among the enrolled gives the reference's first three`(
        isQuantised: Bool
    ) throws {
        let faces = try RealFaces.load().byName
        let file = try #require(try RealFaces.json("identification.json") as? [String: Any])
        let model = try FaceModel(
            id: "dlib-resnet-v1", dimension: 128, metric: .euclidean, threshold: 0.6)
        var index = FaceIndex<String, Int>(model: model, isQuantised: isQuantised)
        for entry in try #require(file["gallery"] as? [Any]) {
            let name = try RealFaces.name(entry)
            try index.insert(
                try #require(faces[name]), template: name.sample, of: name.person)
        }
        let trials = try #require(file["trials"] as? [[String: Any]])

        #expect(trials.count == 223)
        for trial in trials {
            let probe = try RealFaces.name([trial["probe"], trial["sample"]])
            let found = try index.gallery.search(try #require(faces[probe]), limit: 3).nearest
            let expected = try #require(trial["top3"] as? [[Any]])
            #expect(found.map(\.subject) == expected.map { $0[0] as? String })
            for (candidate, wanted) in zip(found, expected) {
                #expect(abs(candidate.score - (try #require(wanted[1] as? Double))) < 1e-5)
            }
        }
    }

    @Test(arguments: FaceMetric.allCases)
    func `error rates over all pairs are the reference's`(metric: FaceMetric) throws {
        let faces = try RealFaces.load()
        let file = try #require(try RealFaces.json("roc.json") as? [String: Any])
        let rates = try #require(file["this_half"] as? [String: Any])
        var (genuine, impostor): ([Double], [Double]) = ([], [])
        for one in faces.vectors.indices {
            for other in 0..<one {
                let score = metric.score(faces.vectors[one], faces.vectors[other])
                let same = faces.names[one].person == faces.names[other].person
                if same { genuine.append(score) } else { impostor.append(score) }
            }
        }

        #expect(genuine.count == rates["genuine_pairs"] as? Int)
        #expect(impostor.count == rates["impostor_pairs"] as? Int)
        for row in try #require(rates[metric.rawValue] as? [[String: Double]]) {
            let model = try FaceModel(
                id: "m", dimension: 128, metric: metric, threshold: try #require(row["threshold"]))
            let accepted = impostor.count { model.judge($0).match }
            let refused = genuine.count { !model.judge($0).match }
            #expect(
                abs(Double(accepted) / Double(impostor.count) - (try #require(row["far"]))) < 1e-6)
            #expect(
                abs(Double(refused) / Double(genuine.count) - (try #require(row["frr"]))) < 1e-6)
        }
    }

    @Test(arguments: FaceMetric.allCases)
    func `the shortlist never loses the most alike face`(metric: FaceMetric) throws {
        let faces = try RealFaces.load()
        let model = try FaceModel(id: "m", dimension: 128, metric: metric, threshold: 0.6)
        var plain = FaceIndex<Int, Int>(model: model)
        var quantised = FaceIndex<Int, Int>(model: model, isQuantised: true)
        for (number, vector) in faces.vectors.enumerated() where !number.isMultiple(of: 3) {
            try plain.insert(vector, template: 0, of: number)
            try quantised.insert(vector, template: 0, of: number)
        }

        for vector in faces.vectors {
            let full = try plain.gallery.search(vector, limit: 1).nearest
            let short = try quantised.gallery.search(vector, limit: 1).nearest
            #expect(full.map(\.subject) == short.map(\.subject))
        }
    }

    @Test func `no two real pictures repeat each other, by cosine or by code`() throws {
        let faces = try RealFaces.load()
        let coder = try FaceRepeatCoder(dimension: 128)
        let codes = try faces.vectors.map { try coder.codes(of: $0) }
        var kept: Set<[UInt8]> = []

        for (number, code) in codes.enumerated() {
            #expect(code.sought.allSatisfy { !kept.contains($0) })
            kept.formUnion(code.kept)
            let earlier = Array(faces.vectors[..<number])
            #expect(!FaceRepeat.isRepeat(faces.vectors[number], ofAny: earlier))
        }
        for code in codes { #expect(code.sought.contains { kept.contains($0) }) }
    }
}
