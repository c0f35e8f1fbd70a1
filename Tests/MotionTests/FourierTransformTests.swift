import Foundation
import Testing

@testable import Motion

struct FourierTransformTests {
    @Test(arguments: [8, 16, 32, 128, 512, 1_024])
    func `a transform equals the sum that defines it`(count: Int) throws {
        let transform = try #require(FourierTransform(count: count))
        var space = [Float](repeating: 0, count: 4 * count)
        let real = (0..<count).map { Float(sin(Double($0 * $0) * 0.37)) }
        let imaginary = (0..<count).map { Float(cos(Double($0) * 1.7)) }
        space.replaceSubrange(0..<count, with: real)
        space.replaceSubrange(count..<2 * count, with: imaginary)

        space.withUnsafeMutableBufferPointer { space in
            guard let base = space.baseAddress else { return }
            transform.forward(base, base + count, scratch: base + 2 * count)
        }

        for k in 0..<count {
            var (re, im) = (0.0, 0.0)
            for n in 0..<count {
                let angle = -2 * Double.pi * Double(k * n % count) / Double(count)
                let (x, y) = (Double(real[n]), Double(imaginary[n]))
                re += x * cos(angle) - y * sin(angle)
                im += x * sin(angle) + y * cos(angle)
            }
            #expect(abs(Double(space[k]) - re) < 1e-3)
            #expect(abs(Double(space[k + count]) - im) < 1e-3)
        }
    }

    @Test(arguments: [0, 1, 4, 12, 8_192, -8])
    func `other lengths are refused`(count: Int) {
        #expect(FourierTransform(count: count) == nil)
    }

    @Test(arguments: [250, 500, 750, 751, 1_500, 3_000])
    func `a tone's share is that of its power`(count: Int) {
        let column = (0..<count).map { k in
            let time = Double(k) / 50
            // The second tone is no overtone of the first; the slow sway is no tone.
            return 9.8 + sin(2 * .pi * 2 * time) + 0.5 * sin(2 * .pi * 7 * time)
                + 3 * sin(2 * .pi * 0.1 * time)
        }

        let both = Spectrum.toneShare(of: column, rate: 50)
        let one = Spectrum.toneShare(of: column.indices.map { sin(0.25 * Double($0)) }, rate: 50)

        #expect(abs(both - 0.8) < 0.03)
        #expect(one > 0.999)
    }
}
