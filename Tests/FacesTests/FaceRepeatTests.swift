import Faces
import Material
import Testing

struct FaceRepeatTests {
    /// A vector at the given cosine to another, in a random direction.
    private func near(
        _ numbers: [Double], cosine: Double, _ random: inout Seeded
    ) throws -> FaceVector {
        var (square, along) = (0.0, 0.0)
        var noise = [Double](repeating: 0, count: numbers.count)
        for place in numbers.indices {
            noise[place] = random.normal()
            square += numbers[place] * numbers[place]
            along += noise[place] * numbers[place]
        }
        var size = 0.0
        for place in numbers.indices {
            noise[place] -= along / square * numbers[place]
            size += noise[place] * noise[place]
        }
        let side = (1 - cosine * cosine).squareRoot() * (square / size).squareRoot()
        for place in numbers.indices {
            noise[place] = cosine * numbers[place] + side * noise[place]
        }
        return try FaceVector(noise)
    }

    @Test(arguments: [(0.99985, false), (0.99995, true), (1.0, true)])
    func `a cosine above 0.9999 is a repeat and no other`(cosine: Double, repeats: Bool) throws {
        var random = Seeded(3)
        let numbers = Sample.numbers(128, &random)

        let later = try near(numbers, cosine: cosine, &random)

        #expect(FaceRepeat.isRepeat(later, of: try FaceVector(numbers)) == repeats)
        #expect(FaceRepeat.isRepeat(later, ofAny: []) == false)
    }

    @Test func `a template sent as a probe is found among the templates`() throws {
        var random = Seeded(5)
        let model = try Sample.model(dimension: 64, .euclidean)
        var index = FaceIndex<Int, Int>(model: model)
        for number in 0..<300 {
            try index.insert(try Sample.vector(64, &random), template: 0, of: number)
        }
        let numbers = Sample.numbers(64, &random)
        try index.insert(try FaceVector(numbers), template: 0, of: 300)

        #expect(try index.gallery.holdsRepeat(of: near(numbers, cosine: 0.99999, &random)))
        #expect(try !index.gallery.holdsRepeat(of: near(numbers, cosine: 0.9995, &random)))
    }

    @Test(arguments: [(0.9999, 0.06), (0.99995, 0.01), (0.999999, 0.0), (1.0, 0.0)])
    func `codes miss no more repeats than promised`(cosine: Double, missed: Double) throws {
        var random = Seeded(9)
        let coder = try FaceRepeatCoder(dimension: 128)
        var misses = 0

        for _ in 0..<400 {
            let numbers = Sample.numbers(128, &random)
            let kept = Set(try coder.codes(of: try FaceVector(numbers)).kept)
            let later = try near(numbers, cosine: cosine, &random)
            if try coder.codes(of: later).sought.allSatisfy({ !kept.contains($0) }) { misses += 1 }
        }

        #expect(Double(misses) / 400 <= missed)
    }

    @Test func `codes of different faces do not meet`() throws {
        var random = Seeded(15)
        let coder = try FaceRepeatCoder(dimension: 128)
        var kept: Set<[UInt8]> = []

        for _ in 0..<100 {
            let numbers = Sample.numbers(128, &random)
            let codes = try coder.codes(of: try FaceVector(numbers))
            #expect(codes.kept.count == 4 && codes.sought.count == 64)
            #expect(Set(codes.sought).isSuperset(of: codes.kept))
            #expect(codes.sought.allSatisfy { $0.count == 33 && !kept.contains($0) })
            let other = try coder.codes(of: try near(numbers, cosine: 0.98, &random))
            #expect(other.sought.allSatisfy { !codes.kept.contains($0) })
            kept.formUnion(codes.kept)
        }
    }

    @Test func `scale does not matter to a code, a wrong dimension does`() throws {
        var random = Seeded(21)
        let numbers = Sample.numbers(64, &random)
        let coder = try FaceRepeatCoder(dimension: 64)

        let one = try coder.codes(of: try FaceVector(numbers))
        let other = try coder.codes(of: try FaceVector(numbers.map { $0 * 8 }))

        #expect(one.kept == other.kept)
        #expect(throws: FaceModelError.wrongDimension(got: 65, expected: 64)) {
            try coder.codes(of: try Sample.vector(65, &random))
        }
        #expect(throws: FaceVectorError.dimension(got: 63)) { try FaceRepeatCoder(dimension: 63) }
    }
}
