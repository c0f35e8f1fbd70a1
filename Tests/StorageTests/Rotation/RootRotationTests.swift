import Attendance
import Foundation
import Sealing
import Synchronization
import Testing
import Timekeeping

@testable import Storage

/// A new root key, and how a database is opened before, meanwhile and afterwards.
struct RootRotationTests {
    @Test func `afterwards the new root opens all and the old one nothing`() async throws {
        try await Rotated.run { rotated in
            let (old, new) = (try Rotated.options(), try Rotated.options(root: 8))
            let secrets = rotated.store.serverSecrets
            let root = try #require(new.root)

            try await rotated.store.rotateRoot(to: root) { _ in }
            rotated.store.retireRoots()
            try await rotated.expectReadable()
            try await rotated.store.close()

            await #expect(throws: OpeningError.foreignRootKey) {
                _ = try await AttendanceStore.sqlite(at: rotated.test.folder, options: old)
            }
            let opened = try await AttendanceStore.sqlite(at: rotated.test.folder, options: new)
            try await rotated.expectReadable(opened)
            for key in ServerKey.allCases { #expect(opened.serverSecrets[key] == secrets[key]) }
            let before = try await rotated.headers(opened)
            #expect(before.values.joined().allSatisfy { $0.keyVersion == 1 })
            try await opened.close()
        }
    }

    @Test(arguments: [0, 1, 2])
    func `interrupted, it opens with both roots alone, and ends when asked again`(
        steps: Int
    ) async throws {
        try await Rotated.run { rotated in
            let folder = rotated.test.folder
            for name in ["beta", "gamma"] {
                try await rotated.store.create(
                    Sample.organization(name), adminKey: Sample.key(name),
                    digest: Array(name.utf8), by: Sample.operatorCaller)
            }
            var (old, new) = (try Rotated.options(), try Rotated.options(root: 8))
            let root = try #require(new.root)
            try await Self.rotate(rotated.store, to: root, stoppingAfter: steps + 1)
            try await rotated.store.close()

            // The control: neither key is enough while rows are under both.
            for options in [old, new] {
                await #expect(throws: OpeningError.foreignRootKey) {
                    _ = try await AttendanceStore.sqlite(at: folder, options: options)
                }
            }
            old.otherRoots = [root]
            let both = old
            let opened = try await AttendanceStore.sqlite(at: folder, options: both)
            try await rotated.expectReadable(opened)
            try await opened.rotateRoot(to: root) { _ in }
            try await opened.close()
            new.otherRoots = []
            let alone = new
            let last = try await AttendanceStore.sqlite(at: folder, options: alone)
            try await rotated.expectReadable(last)
            try await last.close()
        }
    }

    @Test func `a new root of the other cipher moves all to it`() async throws {
        try await Rotated.run { rotated in
            let folder = rotated.test.folder
            try await rotated.store.close()
            // The setting alone changes nothing that is there.
            let gm = try Rotated.options(.gm, clock: rotated.test.clock)
            let store = try await AttendanceStore.sqlite(at: folder, options: gm)
            try await rotated.expectReadable(store)
            let before = try await rotated.headers(store)
            #expect(before.values.joined().allSatisfy { $0.cipher == .aes })
            let new = try Rotated.options(root: 8, .gm)

            try await store.rotateRoot(to: try #require(new.root)) { _ in }
            try await store.rotateKeys { _ in }
            try await store.close()

            let opened = try await AttendanceStore.sqlite(at: folder, options: new)
            let after = try await rotated.headers(opened)
            #expect(after.values.joined().allSatisfy { $0.cipher == .gm && $0.keyVersion == 2 })
            let wraps = try await opened.reading(.snapshot) { connection in
                try connection.rows("SELECT wrapped FROM sealing_key", [])
                    .map { try BoxHeader(reading: $0.bytes(0)).cipher }
                    + connection.rows("SELECT wrapped FROM server_key", [])
                    .map { try BoxHeader(reading: $0.bytes(0)).cipher }
            }
            #expect(wraps.allSatisfy { $0 == .gm })
            try await rotated.expectReadable(opened)
            try await opened.close()
            // And back: what is sealed opens on either setting.
            let aes = try Rotated.options(root: 8)
            let again = try await AttendanceStore.sqlite(at: folder, options: aes)
            try await rotated.expectReadable(again)
            try await again.close()
        }
    }

    private static func rotate(
        _ store: AttendanceStore, to root: OwnerKey, stoppingAfter steps: Int
    ) async throws {
        let count = Mutex(0)
        let task = Task {
            try await store.rotateRoot(to: root) { _ in
                let isLast = count.withLock { count in
                    count += 1
                    return count == steps
                }
                if isLast { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        do { try await task.value } catch is CancellationError {}
    }
}
