/// Reads CSV as RFC 4180 has it, by a second hand; for comparing with what was written.
enum CSVReader {
    static func rows(_ bytes: [UInt8]) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if isQuoted {
                if byte != 0x22 {
                    field.append(byte)
                } else if index < bytes.count, bytes[index] == 0x22 {
                    field.append(0x22)
                    index += 1
                } else {
                    isQuoted = false
                }
                continue
            }
            switch byte {
            case 0x22: isQuoted = true
            case 0x2C, 0x0A:
                if byte == 0x0A, field.last == 0x0D { field.removeLast() }
                row.append(String(decoding: field, as: UTF8.self))
                field = []
                guard byte == 0x0A else { continue }
                rows.append(row)
                row = []
            default: field.append(byte)
            }
        }
        return rows
    }
}
