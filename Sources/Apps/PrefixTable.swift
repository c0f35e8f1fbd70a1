/// Finds which of many beginnings an id has.
struct PrefixTable: Sendable {
    private let lengths: [Int]
    private let table: ByteTable
    /// One bit for each hash of the shortest beginning's length: most ids end here.
    private var filter = [UInt64](repeating: 0, count: 64)

    init(_ entries: [(key: String, value: Int)]) {
        table = ByteTable(entries)
        lengths = Set(entries.map(\.key.utf8.count)).sorted()
        guard let shortest = lengths.first else { return }
        for (key, _) in entries {
            key.withBytes { bytes in
                let bit = Self.bit(UnsafeRawBufferPointer(rebasing: bytes[..<shortest]))
                filter[bit / 64] |= 1 << UInt64(bit % 64)
            }
        }
    }

    @inline(__always)
    func forEachPrefix(of id: UnsafeRawBufferPointer, _ body: (Int) -> Void) {
        guard let shortest = lengths.first, id.count >= shortest else { return }
        let bit = Self.bit(UnsafeRawBufferPointer(rebasing: id[..<shortest]))
        guard filter[bit / 64] & (1 << UInt64(bit % 64)) != 0 else { return }
        for length in lengths where length <= id.count {
            let value = table.value(for: UnsafeRawBufferPointer(rebasing: id[..<length]))
            if let value { body(value) }
        }
    }

    @inline(__always)
    private static func bit(_ bytes: UnsafeRawBufferPointer) -> Int {
        Int(truncatingIfNeeded: ByteTable.hash(bytes) & 4_095)
    }
}
