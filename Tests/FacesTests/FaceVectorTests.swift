import Faces
import Material
import Testing

struct FaceVectorTests {
    @Test(arguments: [0, 1, 63, 1_025, 100_000])
    func `a dimension that no model has is refused`(count: Int) {
        #expect(throws: FaceVectorError.dimension(got: count)) {
            try FaceVector([Double](repeating: 0.1, count: count))
        }
    }

    @Test(arguments: [
        Double.nan, .infinity, -.infinity, .greatestFiniteMagnitude, 1e39, -.signalingNaN,
    ])
    func `a number that is not finite in 32 bits is refused with its place`(number: Double) {
        var numbers = [Double](repeating: 0.1, count: 64)
        numbers[63] = number

        #expect(throws: FaceVectorError.notFinite(index: 63)) { try FaceVector(numbers) }
    }

    @Test(arguments: [0.0, -0.0, 1e-300, .leastNonzeroMagnitude, 1e-12])
    func `a vector without a direction is refused`(number: Double) {
        #expect(throws: FaceVectorError.zero) {
            try FaceVector([Double](repeating: number, count: 128))
        }
    }

    @Test(arguments: [1e6, 1e30, 3e38])
    func `a vector whose products would overflow is refused`(number: Float) {
        #expect(throws: FaceVectorError.tooLong) {
            try FaceVector([Float](repeating: number, count: 64))
        }
    }

    @Test func `bytes come back as they went in`() throws {
        var random = Seeded(1)
        let vector = try Sample.vector(65, &random)

        let again = try vector.withBytes { try FaceVector(littleEndian: $0) }

        #expect(vector.withBytes { $0.count } == 260)
        #expect(again.isIdentical(to: vector))
        #expect(again.length == vector.length)
        #expect(throws: FaceVectorError.dimension(got: 64)) {
            try vector.withBytes { try FaceVector(littleEndian: .init(rebasing: $0.dropLast())) }
        }
    }

    @Test func `neither a description nor a dump shows a number`() throws {
        let vector = try FaceVector([Double](repeating: 0.123_25, count: 64))
        var text = "\(vector) \(String(reflecting: vector))"
        dump(vector, to: &text)

        #expect(!text.contains("0.123"))
        #expect(text.contains("64"))
    }
}
