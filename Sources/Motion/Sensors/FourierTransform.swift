import Foundation

/// A complex Fourier transform of a power of two, in place, in single precision.
///
/// Radix 4 with one radix-2 stage where the power is odd; Stockham's order, so that no bits are
/// reversed and every inner loop runs over neighbours, which the compiler turns into vector code.
/// (C. Van Loan, "Computational Frameworks for the Fast Fourier Transform", 1992, section 1.7.)
public struct FourierTransform: Sendable {
    /// The length; a power of two, 8…4,096.
    public let count: Int
    private let cosines: [Float]
    private let sines: [Float]

    /// Tables for a length; nil unless it is a power of two in 8…4,096.
    public init?(count: Int) {
        guard (8...4_096).contains(count), count & (count - 1) == 0 else { return nil }
        self.count = count
        cosines = (0..<count).map { Float(cos(2 * .pi * Double($0) / Double(count))) }
        sines = (0..<count).map { Float(-sin(2 * .pi * Double($0) / Double(count))) }
    }

    /// The smallest supported length that holds so many values.
    public static func length(holding values: Int) -> Int {
        var length = 8
        while length < min(values, 4_096) { length *= 2 }
        return length
    }

    /// Transforms split columns of `count` values; `scratch` has 2·count places. Forward sign is
    /// e^(−2πi jk/n), unscaled. The result lies in `real` and `imaginary`.
    func forward(
        _ real: UnsafeMutablePointer<Float>, _ imaginary: UnsafeMutablePointer<Float>,
        scratch: UnsafeMutablePointer<Float>
    ) {
        var (inRe, inIm) = (real, imaginary)
        var (outRe, outIm) = (scratch, scratch + count)
        // `span` transforms of length `size` interleaved with stride `span`.
        var (size, span) = (count, 1)
        while size > 1 {
            if size == 2 {
                Self.pairs(from: (inRe, inIm), to: (outRe, outIm), span: span)
                (size, span) = (1, span * 2)
            } else {
                quarters(from: (inRe, inIm), to: (outRe, outIm), shape: (size, span))
                (size, span) = (size / 4, span * 4)
            }
            swap(&inRe, &outRe)
            swap(&inIm, &outIm)
        }
        if inRe != real {
            real.update(from: inRe, count: count)
            imaginary.update(from: inIm, count: count)
        }
    }

    private typealias Columns = (re: UnsafeMutablePointer<Float>, im: UnsafeMutablePointer<Float>)

    private static func pairs(from x: Columns, to y: Columns, span: Int) {
        for q in 0..<span {
            let (ar, ai, br, bi) = (x.re[q], x.im[q], x.re[q + span], x.im[q + span])
            y.re[q] = ar + br
            y.im[q] = ai + bi
            y.re[q + span] = ar - br
            y.im[q + span] = ai - bi
        }
    }

    /// One stage of radix 4: y[q + s(4p + j)] from x[q + s(p + m j)], m = size / 4.
    private func quarters(from x: Columns, to y: Columns, shape: (size: Int, span: Int)) {
        let (s, m) = (shape.span, shape.size / 4)
        let turn = count / shape.size
        cosines.withUnsafeBufferPointer { cosines in
            sines.withUnsafeBufferPointer { sines in
                for p in 0..<m {
                    let (c1, s1) = (cosines[p * turn], sines[p * turn])
                    let (c2, s2) = (cosines[2 * p * turn], sines[2 * p * turn])
                    let (c3, s3) = (cosines[3 * p * turn], sines[3 * p * turn])
                    let (ar, ai) = (x.re + s * p, x.im + s * p)
                    let (br, bi) = (ar + s * m, ai + s * m)
                    let (cr, ci) = (br + s * m, bi + s * m)
                    let (dr, di) = (cr + s * m, ci + s * m)
                    let (yr, yi) = (y.re + 4 * s * p, y.im + 4 * s * p)
                    for q in 0..<s {
                        let (acr, aci) = (ar[q] + cr[q], ai[q] + ci[q])
                        let (amr, ami) = (ar[q] - cr[q], ai[q] - ci[q])
                        let (bdr, bdi) = (br[q] + dr[q], bi[q] + di[q])
                        let (bmr, bmi) = (br[q] - dr[q], bi[q] - di[q])
                        yr[q] = acr + bdr
                        yi[q] = aci + bdi
                        let (ur, ui) = (amr + bmi, ami - bmr)
                        yr[q + s] = ur * c1 - ui * s1
                        yi[q + s] = ur * s1 + ui * c1
                        let (vr, vi) = (acr - bdr, aci - bdi)
                        yr[q + 2 * s] = vr * c2 - vi * s2
                        yi[q + 2 * s] = vr * s2 + vi * c2
                        let (wr, wi) = (amr - bmi, ami + bmr)
                        yr[q + 3 * s] = wr * c3 - wi * s3
                        yi[q + 3 * s] = wr * s3 + wi * c3
                    }
                }
            }
        }
    }
}
