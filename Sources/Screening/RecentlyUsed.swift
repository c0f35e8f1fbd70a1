/// Keeps values by key until they cost too much together; then those go that were used longest ago.
///
/// - Complexity: O(1) for each operation, and for each value that goes.
struct RecentlyUsed<Key: Hashable, Value> {
    /// What the kept values cost together.
    private(set) var cost = 0

    private let capacity: Int
    private var slots: [Slot] = []
    private var free: [Int] = []
    private var index: [Key: Int] = [:]
    /// The ends of the list of slots in the order of their use; −1 when it is empty.
    private var newest = -1
    private var oldest = -1

    private struct Slot {
        var entry: (key: Key, value: Value, cost: Int)?
        var newer = -1
        var older = -1
    }

    /// Nothing kept yet.
    init(capacity: Int) { self.capacity = capacity }

    /// How many values are kept.
    var count: Int { index.count }

    /// The value of a key, which is the most recently used from now on.
    mutating func value(of key: Key) -> Value? {
        guard let slot = index[key] else { return nil }
        unlink(slot)
        link(slot)
        return slots[slot].entry?.value
    }

    /// Keeps a value in place of an earlier one; even one that is too costly, until another comes.
    mutating func keep(_ value: Value, of key: Key, cost: Int) {
        remove(key)
        let slot = free.popLast() ?? slots.count
        if slot == slots.count { slots.append(Slot()) }
        slots[slot].entry = (key, value, cost)
        index[key] = slot
        self.cost += cost
        link(slot)
        while self.cost > capacity, oldest != newest, let last = slots[oldest].entry {
            remove(last.key)
        }
    }

    /// Lets the value of a key go.
    mutating func remove(_ key: Key) {
        guard let slot = index.removeValue(forKey: key) else { return }
        unlink(slot)
        cost -= slots[slot].entry?.cost ?? 0
        slots[slot].entry = nil
        free.append(slot)
    }

    private mutating func link(_ slot: Int) {
        slots[slot].older = newest
        slots[slot].newer = -1
        if newest >= 0 { slots[newest].newer = slot } else { oldest = slot }
        newest = slot
    }

    private mutating func unlink(_ slot: Int) {
        let (newer, older) = (slots[slot].newer, slots[slot].older)
        if newer >= 0 { slots[newer].older = older } else { newest = older }
        if older >= 0 { slots[older].newer = newer } else { oldest = newer }
    }
}
