import Timekeeping

/// Writes a ZIP archive piece by piece and keeps none of it; every reader of ZIP takes it.
///
/// Entries are Deflate streams of stored blocks: whoever reads a stream from its front finds where
/// an entry ends, which plain stored entries of unknown length would not tell.
/// The format is PKWARE's APPNOTE 6.3.10; 32-bit sizes.
public struct ZIPArchive: Sendable {
    private var entries: [Entry] = []
    private var open: Entry?
    private var position: UInt64 = 0
    private let time: UInt16
    private let date: UInt16

    /// An archive whose entries carry a date and a second of that day.
    public init(date: CivilDate, second: Int) {
        let (year, month, day) = date.parts
        let second = min(max(second, 0), 86_399)
        // MS-DOS counts years from 1980 and seconds in pairs.
        let years = min(max(year - 1980, 0), 127)
        self.date = UInt16(years << 9 | month << 5 | day)
        time = UInt16((second / 3_600) << 11 | (second / 60 % 60) << 5 | second % 60 / 2)
    }

    /// The bytes that begin an entry.
    public mutating func begin(_ name: String) -> [UInt8] {
        let entry = Entry(name: Array(name.utf8), offset: position)
        open = entry
        var bytes = ZIPBytes()
        bytes.append32(0x0403_4b50)
        bytes.append16(20)
        appendCommon(entry, to: &bytes)
        bytes.append(entry.name)
        return counted(bytes)
    }

    /// The bytes of a piece of the entry that was begun.
    public mutating func piece(_ content: [UInt8]) -> [UInt8] {
        guard var entry = open else { return [] }
        var bytes = ZIPBytes()
        var rest = content[...]
        while !rest.isEmpty {
            let block = rest.prefix(0xffff)
            bytes.appendBlock(block, isLast: false)
            rest = rest.dropFirst(block.count)
        }
        entry.checksum.update(content)
        entry.size += UInt64(content.count)
        entry.packedSize += UInt64(bytes.bytes.count)
        open = entry
        return counted(bytes)
    }

    /// The bytes that end the entry.
    ///
    /// - Throws: ``ReportError/tooLarge`` beyond 4 GiB.
    public mutating func end() throws(ReportError) -> [UInt8] {
        guard var entry = open else { return [] }
        var bytes = ZIPBytes()
        bytes.appendBlock([], isLast: true)
        entry.packedSize += UInt64(bytes.bytes.count)
        guard position + entry.packedSize <= UInt64(UInt32.max), entries.count < 0xffff else {
            throw .tooLarge
        }
        bytes.append32(0x0807_4b50)
        bytes.append32(entry.checksum.value)
        bytes.append32(UInt32(truncatingIfNeeded: entry.packedSize))
        bytes.append32(UInt32(truncatingIfNeeded: entry.size))
        entries.append(entry)
        open = nil
        return counted(bytes)
    }

    /// The bytes that end the archive.
    public mutating func finish() -> [UInt8] {
        let start = position
        var bytes = ZIPBytes()
        for entry in entries {
            bytes.append32(0x0201_4b50)
            bytes.append16(20)
            bytes.append16(20)
            appendCommon(entry, to: &bytes)
            bytes.append([UInt8](repeating: 0, count: 10))
            bytes.append32(UInt32(truncatingIfNeeded: entry.offset))
            bytes.append(entry.name)
        }
        let size = bytes.bytes.count
        bytes.append32(0x0605_4b50)
        bytes.append32(0)
        bytes.append16(UInt16(truncatingIfNeeded: entries.count))
        bytes.append16(UInt16(truncatingIfNeeded: entries.count))
        bytes.append32(UInt32(truncatingIfNeeded: size))
        bytes.append32(UInt32(truncatingIfNeeded: start))
        bytes.append16(0)
        return counted(bytes)
    }

    /// What local headers and the directory have in common; sizes follow an entry, so 0 before it.
    private func appendCommon(_ entry: Entry, to bytes: inout ZIPBytes) {
        // Bit 3: sizes come after the entry; bit 11: names are UTF-8.
        bytes.append16(0x0808)
        bytes.append16(8)
        bytes.append16(time)
        bytes.append16(date)
        bytes.append32(entry.size == 0 ? 0 : entry.checksum.value)
        bytes.append32(UInt32(truncatingIfNeeded: entry.packedSize))
        bytes.append32(UInt32(truncatingIfNeeded: entry.size))
        bytes.append16(UInt16(truncatingIfNeeded: entry.name.count))
        bytes.append16(0)
    }

    private mutating func counted(_ bytes: ZIPBytes) -> [UInt8] {
        position += UInt64(bytes.bytes.count)
        return bytes.bytes
    }

    private struct Entry {
        let name: [UInt8]
        let offset: UInt64
        var checksum = CRC32()
        var size: UInt64 = 0
        var packedSize: UInt64 = 0
    }
}

/// Little-endian bytes.
private struct ZIPBytes {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

    mutating func append16(_ number: UInt16) {
        bytes.append(UInt8(truncatingIfNeeded: number))
        bytes.append(UInt8(truncatingIfNeeded: number >> 8))
    }

    mutating func append32(_ number: UInt32) {
        append16(UInt16(truncatingIfNeeded: number))
        append16(UInt16(truncatingIfNeeded: number >> 16))
    }

    /// A stored block of Deflate (RFC 1951, 3.2.4), at most 65,535 bytes.
    mutating func appendBlock(_ content: ArraySlice<UInt8>, isLast: Bool) {
        let count = UInt16(truncatingIfNeeded: content.count)
        bytes.append(isLast ? 1 : 0)
        append16(count)
        append16(~count)
        append(content)
    }
}
