import Attendance
import Synchronization
import Testing

@testable import Screening

struct ScreenerTests {
    @Test func `a rulebook is compiled once, however many ask at once`() async throws {
        let shelf = FakeSources { _ in .success(Sample.source(revision: 3)) }
        let screener = Screener(sources: shelf)

        try await withThrowingTaskGroup(of: Int64.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    try await screener.compiled(Sample.id("acme"), revision: 3).revision
                }
            }
            for try await revision in group { #expect(revision == 3) }
        }

        #expect(shelf.reads == 1)
    }

    @Test func `a new revision is compiled, an older one is served by the newer`() async throws {
        let shelf = FakeSources { reads in .success(Sample.source(revision: Int64(reads))) }
        let screener = Screener(sources: shelf)

        _ = try await screener.rulebook(of: Sample.id("acme"), revision: 1)
        let second = try await screener.compiled(Sample.id("acme"), revision: 2)
        let older = try await screener.compiled(Sample.id("acme"), revision: 1)

        #expect(second.revision == 2 && older.revision == 2)
        #expect(shelf.reads == 2)
    }

    @Test func `a rulebook older than asked for is never used`() async throws {
        let shelf = FakeSources { _ in .success(Sample.source(revision: 1)) }

        await #expect(throws: StoreError.self) {
            try await Screener(sources: shelf).rulebook(of: Sample.id("acme"), revision: 2)
        }
    }

    @Test func `a failed reading is told to all and tried again by the next`() async throws {
        let shelf = FakeSources { reads in
            reads == 1
                ? .failure(.unavailable(during: "reading", cause: "disk"))
                : .success(Sample.source())
        }
        let screener = Screener(sources: shelf)

        await #expect(throws: StoreError.unavailable(during: "reading", cause: "disk")) {
            try await screener.rulebook(of: Sample.id("acme"), revision: 1)
        }
        #expect(try await screener.compiled(Sample.id("acme"), revision: 1).revision == 1)
    }

    @Test func `one organization's slow rulebook does not hold up another's`() async throws {
        let shelf = FakeSources(slow: Sample.id("slow")) { _ in .success(Sample.source()) }
        let screener = Screener(sources: shelf)

        let waiting = Task { try await screener.compiled(Sample.id("slow"), revision: 1) }
        let quick = try await screener.compiled(Sample.id("quick"), revision: 1)
        shelf.release()

        #expect(quick.revision == 1)
        #expect(try await waiting.value.revision == 1)
    }

    @Test func `what is left out is reported once`() async throws {
        let broken = Sample.source([Sample.geofence("broken", radius: 0), Sample.geofence()])
        let reports = Mutex<[String]>([])
        let shelf = FakeSources { _ in .success(broken) }
        let screener = Screener(sources: shelf) { organization, faults in
            reports.withLock { $0 += faults.map { "\(organization) \($0.geofence)" } }
        }

        for _ in 0..<3 { _ = try await screener.compiled(Sample.id("acme"), revision: 1) }

        #expect(reports.withLock { $0 } == ["acme broken"])
    }

    @Test func `room is bounded, and the last used stay`() async throws {
        let shelf = FakeSources { _ in .success(Sample.source()) }
        let cost = CompiledRulebook(Sample.source()).cost
        let screener = Screener(sources: shelf, capacity: 2 * cost)

        for name in ["a", "b", "a", "c", "a", "b"] {
            _ = try await screener.compiled(Sample.id(name), revision: 1)
        }

        #expect(shelf.reads == 4)
    }

    @Test func `a long rulebook is compiled step by step to the same`() async throws {
        let places = (0..<300).map { Sample.geofence("p\($0)", north: Double($0) * 300) }

        let rulebook = await CompiledRulebook.compile(Sample.source(places))
        let findings = rulebook.examine(Sample.checkIn(), against: Sample.caseFile()).findings

        #expect(rulebook.places.fences.count == 300)
        #expect(findings.contains { $0.geofence == Sample.id("p0") })
    }
}
