/// From decimal to the nearest double, by one multiplication of 64 by 128 bits.
///
/// The method of D. Lemire, "Number parsing at a gigabyte per second" (arXiv:2101.11408), kept to the
/// powers of ten −27…55 for which the table of powers of five is exact and no case is left undecided.
enum PowersOfTen {
    static let range = -27...55

    /// 10^power for 0…22, all of which a double holds exactly.
    @inline(__always)
    static func exact(_ power: Int) -> Double {
        small.withUnsafeBufferPointer { $0[power] }
    }

    private static let small: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    /// The top 128 bits of 5^power: cut for powers over zero, rounded up below.
    private static let fives: [UInt128] = range.map { power in
        if power >= 0 {
            let five = (0..<power).reduce(UInt128(1)) { product, _ in product * 5 }
            return five << five.leadingZeroBitCount
        }
        let five = (0..<(-power)).reduce(UInt128(1)) { product, _ in product * 5 }
        // 2^(bits + 127) / 5^n + 1, by long division a bit at a time.
        var remainder: UInt128 = 1
        var quotient: UInt128 = 0
        for _ in 0..<(128 - five.leadingZeroBitCount + 127) {
            remainder <<= 1
            quotient <<= 1
            if remainder >= five {
                remainder -= five
                quotient |= 1
            }
        }
        return quotient + 1
    }

    /// The double nearest to mantissa × 10^power, ties to even; nil where the table does not reach.
    ///
    /// - Parameter mantissa: More than zero.
    static func nearest(_ mantissa: UInt64, _ power: Int) -> Double? {
        guard range.contains(power), mantissa != 0 else { return nil }
        let shift = mantissa.leadingZeroBitCount
        let five = fives[power - range.lowerBound]
        let (upper, lower) = product(mantissa << shift, five)
        let top = Int(upper >> 63)
        var significand = upper >> UInt64(top + 9)
        let exponent = ((217_706 &* power) >> 16) &+ 63 &+ top &- shift &+ 1_023
        if lower <= 1, power >= -4, power <= 23, significand & 3 == 1,
            significand << UInt64(top + 9) == upper
        {
            significand &= ~1  // Exactly between two doubles: to the even one.
        }
        significand = (significand &+ (significand & 1)) >> 1
        let carry = significand >= 1 << 53
        let bits = (carry ? 0 : significand & ((1 << 52) - 1))
        return Double(bitPattern: bits | UInt64(exponent &+ (carry ? 1 : 0)) << 52)
    }

    /// The upper 128 bits of the product, exact as far as rounding to a double needs them.
    private static func product(_ factor: UInt64, _ five: UInt128) -> (UInt64, UInt64) {
        let first = factor.multipliedFullWidth(by: UInt64(truncatingIfNeeded: five >> 64))
        guard first.high & 0x1FF == 0x1FF else { return (first.high, first.low) }
        let second = factor.multipliedFullWidth(by: UInt64(truncatingIfNeeded: five))
        let (low, carry) = first.low.addingReportingOverflow(second.high)
        return (first.high &+ (carry ? 1 : 0), low)
    }
}
