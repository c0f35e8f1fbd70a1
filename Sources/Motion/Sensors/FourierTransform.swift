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

    /// A transform whose tables are made once a process.
    static func shared(count: Int) -> FourierTransform? {
        tables.first { $0.count == count }
    }

    private static let tables = (3...12).compactMap { FourierTransform(count: 1 << $0) }

    /// The smallest supported length that holds so many values.
    public static func length(holding values: Int) -> Int {
        var length = 8
        while length < min(values, 4_096) { length *= 2 }
        return length
    }

    /// Transforms split columns of `count` values; `scratch` has twice as many places as a column.
    /// Forward sign is e^(−2πi jk/n), unscaled. The result lies in `real` and `imaginary`.
    ///
    /// - Parameter lanes: How many signals lie interleaved in the columns, a power of two: sample k of
    ///   lane l at k·lanes + l. They go through side by side, at less than their separate cost.
    func forward(
        _ real: UnsafeMutablePointer<Float>, _ imaginary: UnsafeMutablePointer<Float>,
        scratch: UnsafeMutablePointer<Float>, lanes: Int = 1
    ) {
        var (inRe, inIm) = (real, imaginary)
        var (outRe, outIm) = (scratch, scratch + count * lanes)
        // `span` transforms of length `size` interleaved with stride `span`.
        var (size, span) = (count, lanes)
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
            real.update(from: inRe, count: count * lanes)
            imaginary.update(from: inIm, count: count * lanes)
        }
    }

    private typealias Columns = (re: UnsafeMutablePointer<Float>, im: UnsafeMutablePointer<Float>)

    /// The stage of radix 2; the span is a multiple of four.
    private static func pairs(from x: Columns, to y: Columns, span: Int) {
        for (from, to) in [(x.re, y.re), (x.im, y.im)] {
            var q = 0
            while q < span {
                let a = UnsafeRawPointer(from + q).loadUnaligned(as: SIMD4<Float>.self)
                let b = UnsafeRawPointer(from + (q &+ span)).loadUnaligned(as: SIMD4<Float>.self)
                UnsafeMutableRawPointer(to + q).storeBytes(of: a + b, as: SIMD4<Float>.self)
                UnsafeMutableRawPointer(to + (q &+ span))
                    .storeBytes(of: a - b, as: SIMD4<Float>.self)
                q &+= 4
            }
        }
    }

    /// One stage of radix 4: y[q + s(4p + j)] from x[q + s(p + m j)], m = size / 4.
    private func quarters(from x: Columns, to y: Columns, shape: (size: Int, span: Int)) {
        let (s, m) = (shape.span, shape.size / 4)
        let turn = count / shape.size
        cosines.withUnsafeBufferPointer { cosines in
            sines.withUnsafeBufferPointer { sines in
                for p in 0..<m {
                    let turns = Turns(
                        c1: cosines[p * turn], s1: sines[p * turn], c2: cosines[2 * p * turn],
                        s2: sines[2 * p * turn], c3: cosines[3 * p * turn], s3: sines[3 * p * turn])
                    let from = (re: x.re + s * p, im: x.im + s * p)
                    let to = (re: y.re + 4 * s * p, im: y.im + 4 * s * p)
                    if s == 1 {
                        Self.quarter(from, to, (m, 1), turns)
                    } else if s == 2 {
                        Self.vectors(from, to, (s * m, s), turns, SIMD2<Float>.self)
                    } else {
                        Self.vectors(from, to, (s * m, s), turns, SIMD4<Float>.self)
                    }
                }
            }
        }
    }

    private struct Turns {
        let c1: Float
        let s1: Float
        let c2: Float
        let s2: Float
        let c3: Float
        let s3: Float
    }

    /// A butterfly on vectors of neighbours; the span is a multiple of their width.
    @inline(__always)
    private static func vectors<V: SIMD>(
        _ x: Columns, _ y: Columns, _ apart: (input: Int, output: Int), _ t: Turns, _ type: V.Type
    ) where V.Scalar == Float {
        @inline(__always)
        func load(_ base: UnsafeMutablePointer<Float>, _ place: Int) -> V {
            UnsafeRawPointer(base + place).loadUnaligned(as: V.self)
        }
        @inline(__always)
        func store(_ value: V, _ base: UnsafeMutablePointer<Float>, _ place: Int) {
            UnsafeMutableRawPointer(base + place).storeBytes(of: value, as: V.self)
        }
        let (m, s) = apart
        let (m2, m3, s2, s3) = (2 &* m, 3 &* m, 2 &* s, 3 &* s)
        var q = 0
        while q < s {
            let (ar, ai) = (load(x.re, q), load(x.im, q))
            let (br, bi) = (load(x.re, q &+ m), load(x.im, q &+ m))
            let (cr, ci) = (load(x.re, q &+ m2), load(x.im, q &+ m2))
            let (dr, di) = (load(x.re, q &+ m3), load(x.im, q &+ m3))
            let (acr, aci, amr, ami) = (ar + cr, ai + ci, ar - cr, ai - ci)
            let (bdr, bdi, bmr, bmi) = (br + dr, bi + di, br - dr, bi - di)
            store(acr + bdr, y.re, q)
            store(aci + bdi, y.im, q)
            let (ur, ui) = (amr + bmi, ami - bmr)
            store(ur * t.c1 - ui * t.s1, y.re, q &+ s)
            store(ur * t.s1 + ui * t.c1, y.im, q &+ s)
            let (vr, vi) = (acr - bdr, aci - bdi)
            store(vr * t.c2 - vi * t.s2, y.re, q &+ s2)
            store(vr * t.s2 + vi * t.c2, y.im, q &+ s2)
            let (wr, wi) = (amr - bmi, ami + bmr)
            store(wr * t.c3 - wi * t.s3, y.re, q &+ s3)
            store(wr * t.s3 + wi * t.c3, y.im, q &+ s3)
            q &+= V.scalarCount
        }
    }

    /// One scalar butterfly, for the first stage.
    @inline(__always)
    private static func quarter(
        _ x: Columns, _ y: Columns, _ apart: (input: Int, output: Int), _ t: Turns
    ) {
        let (m, s) = apart
        let (ar, ai, br, bi) = (x.re[0], x.im[0], x.re[m], x.im[m])
        let (cr, ci, dr, di) = (x.re[2 * m], x.im[2 * m], x.re[3 * m], x.im[3 * m])
        let (acr, aci, amr, ami) = (ar + cr, ai + ci, ar - cr, ai - ci)
        let (bdr, bdi, bmr, bmi) = (br + dr, bi + di, br - dr, bi - di)
        y.re[0] = acr + bdr
        y.im[0] = aci + bdi
        let (ur, ui) = (amr + bmi, ami - bmr)
        y.re[s] = ur * t.c1 - ui * t.s1
        y.im[s] = ur * t.s1 + ui * t.c1
        let (vr, vi) = (acr - bdr, aci - bdi)
        y.re[2 * s] = vr * t.c2 - vi * t.s2
        y.im[2 * s] = vr * t.s2 + vi * t.c2
        let (wr, wi) = (amr - bmi, ami + bmr)
        y.re[3 * s] = wr * t.c3 - wi * t.s3
        y.im[3 * s] = wr * t.s3 + wi * t.c3
    }
}
