import Attendance
import Foundation
import Sealing
import Testing
import Timekeeping

@testable import Storage

/// The server's own keys, which outlive the root key that wraps them.
struct ServerKeyTests {
    @Test func `a new database makes keys that stay and are not drawn from the root`() async throws
    {
        let folder = Folder()
        defer { folder.remove() }
        let options = try folder.options()

        let first = try await AttendanceStore.sqlite(at: folder.url, options: options)
        let made = first.serverSecrets
        try await first.close()
        let second = try await AttendanceStore.sqlite(at: folder.url, options: options)
        let found = second.serverSecrets
        try await second.close()

        for key in ServerKey.allCases {
            #expect(made[key] == found[key])
            #expect(try made[key] != options.root?.drawn(key.rawValue))
        }
        #expect(Set(ServerKey.allCases.map { made[$0].withBytes { [UInt8]($0) } }).count == 7)
    }

    @Test func `an older database keeps what was drawn from its root`() async throws {
        let folder = Folder()
        defer { folder.remove() }
        let options = try folder.options()
        try folder.makeOld(options)

        let store = try await AttendanceStore.sqlite(at: folder.url, options: options)
        let found = store.serverSecrets
        try await store.close()

        for key in ServerKey.allCases {
            #expect(try found[key] == options.root?.drawn(key.rawValue))
        }
    }

    @Test func `another root opens neither an older database nor a newer one`() async throws {
        let folder = Folder()
        defer { folder.remove() }
        let (right, wrong) = (try folder.options(), try folder.options(root: 6))
        try folder.makeOld(right)

        await #expect(throws: OpeningError.foreignRootKey) {
            _ = try await AttendanceStore.sqlite(at: folder.url, options: wrong)
        }
        let store = try await AttendanceStore.sqlite(at: folder.url, options: right)
        #expect(try store.serverSecrets[.tokens] == right.root?.drawn("api-tokens"))
        try await store.close()
        await #expect(throws: OpeningError.foreignRootKey) {
            _ = try await AttendanceStore.sqlite(at: folder.url, options: wrong)
        }
    }

    @Test func `a server key moved to another row does not open`() async throws {
        let folder = Folder()
        defer { folder.remove() }
        let options = try folder.options()
        let store = try await AttendanceStore.sqlite(at: folder.url, options: options)
        try await store.queue.write(in: "") { connection in
            _ = try connection.run(
                """
                UPDATE server_key
                SET wrapped = (SELECT wrapped FROM server_key WHERE purpose = 'api-tokens')
                WHERE purpose = 'chain-head'
                """, [])
        }
        try await store.close()

        await #expect(throws: OpeningError.self) {
            _ = try await AttendanceStore.sqlite(at: folder.url, options: options)
        }
    }
}

/// A folder of one test.
private struct Folder {
    let url = FileManager.default.temporaryDirectory
        .appending(path: "rollcall-server-keys-\(UUID().uuidString)")
    private let clock = TestClock()

    func options(root byte: UInt8 = 5) throws -> StoreOptions {
        var options = TestStore.options(clock)
        options.root = try OwnerKey(
            root: Secret(copying: [UInt8](repeating: byte, count: 32)))
        return options
    }

    /// Makes a database as it was before the server's keys were rows, with one organization.
    func makeOld(_ options: StoreOptions) throws {
        let root = try #require(options.root)
        let engine = try SQLiteEngine(folder: url, readers: 1)
        let early = Array(Migration.all.prefix { $0.number < Migration.serverKeys.number })
        try engine.write { connection in
            try Migrator(early, bytesType: "BLOB", root: root).migrate(connection, at: clock.now)
            _ = try OrganizationRows.insert(Sample.organization(), on: connection)
            let keys = KeyStore(roots: RootKeys(root))
            let holder = KeyHolder.wrap(try Sample.id("acme"))
            _ = try keys.make(holder, keys.session(), at: clock.now, on: connection)
        }
        try engine.close()
    }

    func remove() { try? FileManager.default.removeItem(at: url) }
}
