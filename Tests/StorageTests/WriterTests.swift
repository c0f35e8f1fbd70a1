import Attendance
import Foundation
import Testing
import Timekeeping

@testable import Storage

struct WriterTests {
    @Test func `a failing write fails alone`() async throws {
        try await withFaultyStore { test, engine in
            let lonely = try Sample.checkIn(device: nil)
            let failing = try Sample.checkIn()
            let basis = try await test.caseFile(lonely).basis
            let gate = WriteGate()
            async let held: Void = test.store.queue.write(in: "acme") { _ in gate.wait() }
            await gate.untilHeld()
            engine.fail(.statement("INSERT INTO device_use"))
            let first = Task {
                try await test.store.append(
                    Sample.record(failing, basis: basis), for: failing, in: test.acme)
            }
            async let second = test.store.append(
                Sample.record(lonely, basis: basis), for: lonely, in: test.acme)
            while test.store.queue.waiting < 2 { await Task.yield() }
            gate.open()
            try await held

            await #expect(
                throws: StoreError.unavailable(
                    during: "writing",
                    cause: "\(EngineError(kind: .other, message: "broken"))")
            ) { try await first.value }
            #expect(try await second.recorded?.sequence == 1)
            #expect(try await test.store.record(failing.id, in: test.acme) == nil)
            #expect(try await test.store.verify(test.acme) == nil)
        }
    }

    @Test func `a full disk refuses what it cannot keep, and the writer goes on`() async throws {
        try await withFaultyStore { test, engine in
            let checkIn = try Sample.checkIn()
            let draft = Sample.record(checkIn, basis: try await test.caseFile(checkIn).basis)
            engine.fail(.fullAtCommit)

            await #expect(throws: StoreError.self) {
                try await test.store.append(draft, for: checkIn, in: test.acme)
            }
            #expect(try await test.store.record(checkIn.id, in: test.acme) == nil)
            #expect(try await test.append(checkIn).recorded?.sequence == 1)
            #expect(await test.store.complaints() == [])
        }
    }

    @Test(arguments: [FaultyEngine.Fault.brokenCommit, .silentCommit])
    func `after a commit of unknown outcome nothing more is written`(
        fault: FaultyEngine.Fault
    ) async throws {
        try await withFaultyStore { test, engine in
            let checkIn = try Sample.checkIn()
            let draft = Sample.record(checkIn, basis: try await test.caseFile(checkIn).basis)
            engine.fail(fault)

            await #expect(throws: StoreError.unknownOutcome) {
                try await test.store.append(draft, for: checkIn, in: test.acme)
            }
            await test.store.run()
            await #expect(throws: StoreError.self) { try await test.append(Sample.checkIn()) }
            #expect(await test.store.complaints().count == 1)
            #expect(try await test.store.verify(test.acme) == nil)
        }
    }

    @Test func `too much that waits is refused, what waits is written before closing`() async throws
    {
        try await withFaultyStore(queueLimit: 3) { test, _ in
            let gate = WriteGate()
            async let held: Void = test.store.queue.write(in: "acme") { _ in gate.wait() }
            await gate.untilHeld()
            async let waiting = withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<3 {
                    group.addTask { try await test.put(member: "m\(number)") }
                }
                try await group.waitForAll()
            }
            while test.store.queue.waiting < 3 { await Task.yield() }

            await #expect(throws: StoreError.overloaded) { try await test.put(member: "m9") }
            async let closed: Void = test.store.queue.close()
            gate.open()
            try await held
            try await waiting
            await closed
            #expect(
                try await test.store.members(in: test.acme, after: nil, limit: 9).count == 4)
        }
    }

    private func withFaultyStore(
        queueLimit: Int = 100, _ body: (TestStore, FaultyEngine) async throws -> Void
    ) async throws {
        let clock = TestClock()
        var options = TestStore.options(clock)
        options.queueLimit = queueLimit
        let engine = FaultyEngine(try SQLiteEngine())
        let test = TestStore(
            store: try await AttendanceStore(engine, options), clock: clock,
            folder: FileManager.default.temporaryDirectory, acme: try Sample.id("acme"))
        try await test.fill()
        try await body(test, engine)
        try await test.store.close()
    }
}
