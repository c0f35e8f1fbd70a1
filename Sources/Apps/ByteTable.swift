/// Finds short byte strings fast: open addressing over one block of bytes.
struct ByteTable: Sendable {
    private struct Slot: Sendable {
        let hash: UInt64
        let start: Int
        let count: Int
        let value: Int
    }

    private var slots: [Slot?]
    private var bytes: [UInt8] = []
    private let mask: UInt64

    /// Each key once; the value is the caller's own number.
    init(_ entries: [(key: String, value: Int)]) {
        var size = 16
        while size < entries.count * 4 { size *= 2 }
        slots = Array(repeating: nil, count: size)
        mask = UInt64(size - 1)
        for (key, value) in entries {
            let start = bytes.count
            bytes.append(contentsOf: key.utf8)
            let count = bytes.count - start
            let hash = bytes[start...].withUnsafeBytes { Self.hash($0) }
            var place = hash & mask
            while slots[Int(place)] != nil { place = (place + 1) & mask }
            slots[Int(place)] = Slot(hash: hash, start: start, count: count, value: value)
        }
    }

    func value(for key: UnsafeRawBufferPointer) -> Int? {
        let hash = Self.hash(key)
        var place = hash & mask
        while let slot = slots[Int(place)] {
            if slot.hash == hash, slot.count == key.count,
                bytes[slot.start..<(slot.start + slot.count)].elementsEqual(key)
            {
                return slot.value
            }
            place = (place + 1) & mask
        }
        return nil
    }

    /// Multiplies and folds eight bytes at a time; the last ones are read again from the end.
    @inline(__always)
    static func hash(_ key: UnsafeRawBufferPointer) -> UInt64 {
        var hash = UInt64(truncatingIfNeeded: key.count) &* 0x9E37_79B9_7F4A_7C15
        var place = 0
        while place + 8 <= key.count {
            hash = mix(hash, key.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            place += 8
        }
        if place < key.count {
            var rest: UInt64 = 0
            if key.count >= 8 {
                rest = key.loadUnaligned(fromByteOffset: key.count - 8, as: UInt64.self)
            } else {
                for byte in key { rest = rest << 8 | UInt64(byte) }
            }
            hash = mix(hash, rest)
        }
        return hash ^ (hash >> 32)
    }

    @inline(__always)
    private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let product = (hash ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low &+ 0x9E37_79B9_7F4A_7C15
    }
}
