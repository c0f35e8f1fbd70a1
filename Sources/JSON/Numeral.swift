/// A number as it is written: ± mantissa × 10^exponent.
struct Numeral {
    /// The first 19 significant digits.
    var mantissa: UInt64 = 0
    /// The power of ten; saturates far beyond what any double reaches.
    var exponent = 0
    var isNegative = false
    /// Whether digits other than zero lie beyond those of the mantissa.
    var isCut = false
    /// Where it ends, or the byte at fault.
    var end = 0
    /// Whether it follows the grammar of RFC 8259.
    var isValid = false

    /// Reads the number that starts at an offset.
    @inline(__always)
    static func scan(
        _ base: UnsafePointer<UInt8>, from start: Int, to limit: Int
    ) -> Numeral {
        var numeral = Numeral()
        var offset = start
        if offset < limit, base[offset] == UInt8(ascii: "-") {
            numeral.isNegative = true
            offset &+= 1
        }
        let whole = offset
        var mantissa: UInt64 = 0
        while offset < limit {
            let digit = base[offset] &- 0x30
            guard digit < 10 else { break }
            mantissa = mantissa &* 10 &+ UInt64(digit)
            offset &+= 1
        }
        let wholeDigits = offset &- whole
        numeral.end = offset
        guard wholeDigits > 0, wholeDigits == 1 || base[whole] != 0x30 else { return numeral }
        var fractionDigits = 0
        if offset < limit, base[offset] == UInt8(ascii: ".") {
            offset &+= 1
            let fraction = offset
            while offset < limit {
                let digit = base[offset] &- 0x30
                guard digit < 10 else { break }
                mantissa = mantissa &* 10 &+ UInt64(digit)
                offset &+= 1
            }
            fractionDigits = offset &- fraction
            numeral.end = offset
            guard fractionDigits > 0 else { return numeral }
        }
        numeral.mantissa = mantissa
        numeral.exponent = 0 &- fractionDigits
        numeral.isValid = true
        if wholeDigits &+ fractionDigits > 19 {
            numeral.recount(base, from: whole, to: offset, wholeDigits)
        }
        if offset < limit, base[offset] | 0x20 == UInt8(ascii: "e") {
            numeral.scanExponent(base, from: offset &+ 1, to: limit)
        }
        return numeral
    }

    @inline(never)
    private mutating func scanExponent(
        _ base: UnsafePointer<UInt8>, from start: Int, to limit: Int
    ) {
        var offset = start
        var isNegative = false
        if offset < limit, base[offset] == UInt8(ascii: "-") || base[offset] == UInt8(ascii: "+") {
            isNegative = base[offset] == UInt8(ascii: "-")
            offset &+= 1
        }
        let first = offset
        var power = 0
        while offset < limit, base[offset] &- 0x30 < 10 {
            power = min(power &* 10 &+ Int(base[offset] &- 0x30), 1 << 40)
            offset &+= 1
        }
        end = offset
        isValid = offset > first
        exponent = isNegative ? exponent &- power : exponent &+ power
    }

    /// Counts again what may not fit: leading zeros do not count, digits after the 19th are dropped.
    @inline(never)
    private mutating func recount(
        _ base: UnsafePointer<UInt8>, from start: Int, to end: Int, _ wholeDigits: Int
    ) {
        mantissa = 0
        exponent = 0
        var kept = 0
        for offset in start..<end where base[offset] != UInt8(ascii: ".") {
            let digit = base[offset] &- 0x30
            let isFraction = offset > start &+ wholeDigits
            if kept < 19 {
                mantissa = mantissa &* 10 &+ UInt64(digit)
                kept &+= mantissa == 0 ? 0 : 1
                exponent &-= isFraction ? 1 : 0
            } else {
                isCut = isCut || digit != 0
                exponent &+= isFraction ? 0 : 1
            }
        }
    }
}

extension Numeral {
    /// The value when it is a whole number of 64 bits, however written; nil otherwise.
    var integer: Int64? {
        guard !isCut else { return nil }
        guard mantissa != 0 else { return 0 }
        var magnitude = mantissa
        var power = exponent
        while power < 0 {
            let (quotient, remainder) = magnitude.quotientAndRemainder(dividingBy: 10)
            guard remainder == 0 else { return nil }
            magnitude = quotient
            power &+= 1
        }
        while power > 0 {
            let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            magnitude = product
            power &-= 1
        }
        guard isNegative else { return Int64(exactly: magnitude) }
        return magnitude == 1 << 63 ? .min : Int64(exactly: magnitude).map { -$0 }
    }

    /// The nearest double, ties to even; infinite when there is none.
    ///
    /// - Parameter base: The document that `scan` read from `start`.
    @inline(__always)
    func double(_ base: UnsafePointer<UInt8>, from start: Int) -> Double {
        let power = exponent
        if mantissa < 1 << 53, power <= 0, power >= -22, !isCut {
            let value = Double(mantissa) / PowersOfTen.exact(0 &- power)
            return isNegative ? -value : value
        }
        return slowDouble(base, from: start)
    }

    @inline(never)
    private func slowDouble(_ base: UnsafePointer<UInt8>, from start: Int) -> Double {
        if mantissa == 0 { return isNegative ? -0.0 : 0 }
        if !isCut, let magnitude = PowersOfTen.nearest(mantissa, exponent) {
            return isNegative ? -magnitude : magnitude
        }
        let text = UnsafeBufferPointer(start: base + start, count: end - start)
        return Double(String(decoding: text, as: UTF8.self)) ?? .infinity
    }
}
