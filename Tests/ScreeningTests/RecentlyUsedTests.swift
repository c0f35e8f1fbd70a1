import Material
import Testing

@testable import Screening

struct RecentlyUsedTests {
    @Test func `it agrees with a plain list in the order of use`() {
        var random = Seeded(7)
        var cache = RecentlyUsed<Int, Int>(capacity: 50)
        var list: [(key: Int, value: Int, cost: Int)] = []

        for step in 0..<20_000 {
            let key = Int.random(in: 0..<30, using: &random)
            let known = list.firstIndex { $0.key == key }.map { list.remove(at: $0) }
            if step % 3 == 0 {
                let cost = Int.random(in: 0...20, using: &random)
                cache.keep(step, of: key, cost: cost)
                list.append((key, step, cost))
                while list.count > 1, list.reduce(0, { $0 + $1.cost }) > 50 { list.removeFirst() }
            } else {
                #expect(cache.value(of: key) == known?.value)
                if let known { list.append(known) }
            }
            #expect(cache.count == list.count)
            #expect(cache.cost == list.reduce(0) { $0 + $1.cost })
        }
    }
}
