import Faces
import Foundation
import Material
import Testing

struct FixtureTests {
    private struct File: Decodable {
        struct Pair: Decodable {
            let a: Int
            let b: Int
            let cosine: Double
            let euclidean: Double
        }

        let dimension: Int
        let vectors: [[Double]]
        let pairs: [Pair]
        let kept: [[String]]
    }

    private static func read() throws -> File {
        let url = Material.fixtures.appending(path: "Faces/vectors.json")
        return try JSONDecoder().decode(File.self, from: Data(contentsOf: url))
    }

    @Test func `scores are those of another implementation`() throws {
        let file = try Self.read()
        let vectors = try file.vectors.map { try FaceVector($0) }

        for pair in file.pairs {
            let (a, b) = (vectors[pair.a], vectors[pair.b])
            #expect(abs(FaceMetric.cosine.score(a, b) - pair.cosine) < 1e-12)
            #expect(abs(FaceMetric.euclidean.score(a, b) - pair.euclidean) < 1e-12)
        }
    }

    @Test func `codes of repeats never change, so that digests kept earlier are still found`()
        throws
    {
        let file = try Self.read()
        let coder = try FaceRepeatCoder(dimension: file.dimension)

        for (numbers, kept) in zip(file.vectors, file.kept) {
            let codes = try coder.codes(of: try FaceVector(numbers))
            #expect(codes.kept.map(Self.hexadecimal) == kept)
        }
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
