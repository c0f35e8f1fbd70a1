import Foundation
import JSON
import Material
import Testing

struct MutationTests {
    @Test func `a check-in that is mutated is read or refused, never more`() throws {
        let body = try checkIn()
        #expect(throws: Never.self) { try CheckInShape.read(body) }
        var random = Seeded(20)
        var read = 0
        var kinds: [JSONError.Kind: Int] = [:]

        for _ in 0..<20_000 {
            let mutant = mutate(body, &random)
            do {
                try CheckInShape.read(mutant)
                read += 1
            } catch {
                kinds[error.kind, default: 0] += 1
            }
        }

        #expect(read + kinds.values.reduce(0, +) == 20_000)
        #expect(read > 100)
        #expect(kinds[.malformed, default: 0] > 1_000)
        #expect(kinds[.invalid, default: 0] > 100)
        #expect(kinds[.unknownMember, default: 0] > 100)
    }

    @Test func `a mutated document is accepted only when Foundation accepts it`() throws {
        let body = try checkIn()
        var random = Seeded(21)

        for _ in 0..<5_000 {
            let mutant = mutate(body, &random)
            guard Verdict.of(mutant) == nil else { continue }

            #expect(throws: Never.self) {
                try JSONSerialization.jsonObject(with: Data(mutant), options: .fragmentsAllowed)
            }
        }
    }

    private func checkIn() throws -> [UInt8] {
        [UInt8](try Data(contentsOf: Material.fixtures.appending(path: "JSON/check-in.json")))
    }

    private func mutate(_ body: [UInt8], _ random: inout Seeded) -> [UInt8] {
        var body = body
        for _ in 0..<random.pick(1...3) where !body.isEmpty {
            let place = random.pick(0...body.count - 1)
            let other = random.pick(0...body.count - 1)
            switch random.pick(0...7) {
            case 0: body[place] = UInt8(truncatingIfNeeded: random.next())
            case 1: body[place] ^= 1 << UInt8(random.pick(0...7))
            case 2: body.remove(at: place)
            case 3: body.insert(Array("{}[],:\"\\-0.e\u{0}".utf8)[random.pick(0...12)], at: place)
            case 4: body.removeSubrange(place..<min(place + 9, body.count))
            case 5: body.insert(contentsOf: body[min(place, other)...].prefix(20), at: other)
            case 6: body.swapAt(place, other)
            default: body = Array(body.prefix(max(place, 1)))
            }
        }
        return body
    }
}
