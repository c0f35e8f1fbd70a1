import Attendance
import Foundation
import Sealing
import Synchronization
import Testing
import Timekeeping

@testable import Storage

/// The databases that the contract must hold on.
enum StoreKind: String, CaseIterable, CustomTestStringConvertible, Sendable {
    case sqliteFile
    case sqliteMemory
    case sqliteSealed

    static var available: [StoreKind] { allCases }

    var testDescription: String { rawValue }

    /// Runs a test against a new store with one organization `acme` and its member `e1`.
    func withStore(_ body: (TestStore) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "rollcall-store-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let clock = TestClock()
        var options = TestStore.options(clock)
        if self == .sqliteSealed { options.root = try OwnerKey(root: Sample.secret) }
        let store =
            switch self {
            case .sqliteFile, .sqliteSealed:
                try await AttendanceStore.sqlite(at: folder, options: options)
            case .sqliteMemory: try await AttendanceStore.inMemory(options: options)
            }
        let test = TestStore(
            store: store, clock: clock, folder: folder, acme: try Sample.id("acme"))
        try await test.fill()
        try await body(test)
        try await store.close()
    }
}

/// A store with what most tests need beside it.
struct TestStore: Sendable {
    let store: AttendanceStore
    let clock: TestClock
    let folder: URL
    let acme: OrganizationID

    static func options(_ clock: TestClock) -> StoreOptions {
        StoreOptions(clock: { clock.now })
    }

    func fill() async throws {
        try await store.create(
            Sample.organization(), adminKey: Sample.key(), digest: [1, 2, 3],
            by: Sample.operatorCaller)
        try await put(member: "e1")
        // Read once, so that no later read of it waits behind a writer that a test holds up.
        _ = try await store.lookupKeys(of: acme)
    }

    @discardableResult
    func put(
        member id: String, attesting consents: [ConsentReceipt] = [],
        if precondition: Precondition = .none
    ) async throws -> Written {
        try await store.put(
            Sample.member(id), attesting: consents, if: precondition, in: acme,
            by: Sample.operatorCaller)
    }

    func caseFile(_ checkIn: CheckIn) async throws -> CaseFile {
        try await store.caseFile(for: checkIn, in: acme, now: clock.now)
    }

    /// Appends what is judged under the present state.
    @discardableResult
    func append(_ checkIn: CheckIn, findings: [Finding] = []) async throws -> Appended {
        let file = try await caseFile(checkIn)
        var draft = Sample.record(checkIn, findings: findings, basis: file.basis)
        draft.recurrences = file.recurrences
        return try await store.append(draft, for: checkIn, in: acme)
    }
}

/// A clock that only a test moves.
final class TestClock: Sendable {
    private let time = Mutex(Sample.start)

    var now: Instant {
        get { time.withLock { $0 } }
        set { time.withLock { $0 = newValue } }
    }
}

extension Appended {
    var recorded: Record? { if case .recorded(let record) = self { record } else { nil } }
    var already: Record? { if case .already(let record) = self { record } else { nil } }
    var isOutdated: Bool { if case .outdated = self { true } else { false } }
}
