/// Text as a cell of a workbook can hold it.
enum SheetText {
    /// The text without what XML cannot say, its `_xHHHH_` kept from being read as an escape, and
    /// cut at Excel's limit of 32,767 UTF-16 units.
    static func safe(_ text: String) -> String {
        if text.utf8.count <= unitsMax, !text.utf8.contains(where: isSuspect) { return text }
        var result = ""
        var units = 0
        let scalars = Array(text.unicodeScalars.prefix(unitsMax))
        for (index, scalar) in scalars.enumerated() {
            let kept = isAllowed(scalar) ? scalar : "\u{FFFD}"
            units += kept.utf16.count
            guard units <= unitsMax else { break }
            result.unicodeScalars.append(kept)
            if scalar == "_", startsEscape(scalars[(index + 1)...]) { result += "x005F_" }
        }
        return result
    }

    /// Bytes that may begin something to look at more closely: NUL, an underscore, U+Fxxx.
    private static func isSuspect(_ byte: UInt8) -> Bool {
        byte == 0 || byte == UInt8(ascii: "_") || byte == 0xEF
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value != 0 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
    }

    /// Whether what follows an underscore makes it an escape: `x0041_` (ECMA-376-1, 22.9.2.19).
    private static func startsEscape(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        guard rest.count >= 6, rest[rest.startIndex] == "x" else { return false }
        return rest.dropFirst().prefix(4).allSatisfy(\.properties.isASCIIHexDigit)
            && rest[rest.startIndex + 5] == "_"
    }

    private static let unitsMax = 32_767
}
