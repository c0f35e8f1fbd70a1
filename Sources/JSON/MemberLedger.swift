/// The member names that open objects have shown so far, to find a name that comes twice.
///
/// Up to 32 names are compared one by one, by fingerprint first; beyond that the object gets a hash
/// table with the seed of the process, so that no document can make it quadratic.
struct MemberLedger {
    /// A name: where its bytes lie in the document or, below zero, which of `escaped` has them.
    private struct Entry {
        let fingerprint: UInt64
        let offset: Int
        let count: Int
    }

    private var entries: [Entry] = []
    private var escaped: [[UInt8]] = []

    /// One object's part of the ledger.
    struct Page {
        fileprivate let first: Int
        /// A bit for each name that was written down, by its fingerprint; most names find theirs unset.
        fileprivate var seen: UInt64 = 0
        fileprivate var table: [Int32] = []
    }

    mutating func open() -> Page {
        // At once for most documents, rather than by doubling.
        if entries.isEmpty { entries.reserveCapacity(32) }
        return Page(first: entries.count)
    }

    mutating func close(_ page: Page) {
        entries.removeLast(entries.count - page.first)
    }

    /// Writes a name down.
    ///
    /// - Returns: False when the object already has it.
    @inline(__always)
    mutating func add(
        _ name: UnsafeBufferPointer<UInt8>, offset: Int, base: UnsafePointer<UInt8>,
        to page: inout Page
    ) -> Bool {
        let fingerprint = Self.fingerprint(name)
        let entry = Entry(fingerprint: fingerprint, offset: offset, count: name.count)
        if entries.count - page.first >= 32 {
            return addToTable(entry, name, base, &page)
        }
        let bit = UInt64(1) << ((fingerprint &* 0x9E37_79B9_7F4A_7C15) >> 58)
        if page.seen & bit != 0, isKnown(entry, name, base, page) { return false }
        page.seen |= bit
        entries.append(entry)
        return true
    }

    private func isKnown(
        _ entry: Entry, _ name: UnsafeBufferPointer<UInt8>, _ base: UnsafePointer<UInt8>,
        _ page: Page
    ) -> Bool {
        entries[page.first...].contains {
            $0.fingerprint == entry.fingerprint && matches($0, name, base)
        }
    }

    /// Writes down a name that was escaped in the document.
    ///
    /// - Returns: False when the object already has it.
    mutating func add(
        escaped name: [UInt8], base: UnsafePointer<UInt8>, to page: inout Page
    ) -> Bool {
        escaped.append(name)
        return name.withUnsafeBufferPointer {
            add($0, offset: -escaped.count, base: base, to: &page)
        }
    }

    @inline(never)
    private mutating func addToTable(
        _ entry: Entry, _ name: UnsafeBufferPointer<UInt8>, _ base: UnsafePointer<UInt8>,
        _ page: inout Page
    ) -> Bool {
        let count = entries.count - page.first
        if page.table.count < count * 2 { rebuild(&page, base) }
        var slot = Self.hash(name) & (page.table.count - 1)
        while page.table[slot] >= 0 {
            let known = entries[page.first + Int(page.table[slot])]
            if known.fingerprint == entry.fingerprint, matches(known, name, base) { return false }
            slot = (slot + 1) & (page.table.count - 1)
        }
        guard let number = Int32(exactly: count) else { return false }
        page.table[slot] = number
        entries.append(entry)
        return true
    }

    /// Makes the table four times as large as what it holds, a power of two.
    private func rebuild(_ page: inout Page, _ base: UnsafePointer<UInt8>) {
        let count = entries.count - page.first
        var size = 128
        while size < count * 4 { size *= 2 }
        page.table = [Int32](repeating: -1, count: size)
        for number in 0..<count {
            let entry = entries[page.first + number]
            var slot = bytes(of: entry, base) { Self.hash($0) } & (size - 1)
            while page.table[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            page.table[slot] = Int32(truncatingIfNeeded: number)
        }
    }

    private func matches(
        _ entry: Entry, _ name: UnsafeBufferPointer<UInt8>, _ base: UnsafePointer<UInt8>
    ) -> Bool {
        entry.count == name.count && bytes(of: entry, base) { $0.elementsEqual(name) }
    }

    private func bytes<Result>(
        of entry: Entry, _ base: UnsafePointer<UInt8>,
        _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        if entry.offset < 0 { return escaped[-entry.offset - 1].withUnsafeBufferPointer(body) }
        return body(UnsafeBufferPointer(start: base + entry.offset, count: entry.count))
    }

    /// The hash is never negative.
    private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(name))
        return hasher.finalize() & .max
    }

    /// Length, first and last eight bytes mixed; equal names have equal fingerprints.
    @inline(__always)
    private static func fingerprint(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard let base = name.baseAddress, name.count > 0 else { return 0 }
        let length = UInt64(name.count) &* 0x9E37_79B9_7F4A_7C15
        if name.count >= 8 {
            let last = JSONText.word(base + (name.count - 8))
            return (JSONText.word(base) &* 0xFF51_AFD7_ED55_8CCD) ^ last ^ length
        }
        var word: UInt64 = 0
        for byte in name { word = word << 8 | UInt64(byte) }
        return word ^ length
    }
}
