import ArgumentParser
import Attendance
import Foundation
import JSON
import Storage
import Synchronization

/// Replaces keys, in a folder that nobody has open or by asking the server that has.
struct RotateKeys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Replace the root key, and the keys of organizations and members.",
        discussion: """
            While a server runs on the folder, it is asked to do it and goes on serving; otherwise \
            the folder is opened. What was interrupted is ended first: run the command again. \
            With --root a new root key takes the old one's place; with --members all that is \
            sealed is sealed anew under new keys, by the server's cipher; without either both is \
            done. Backups made before need the root key of their time: keep a copy as long as them.
            """)

    @OptionGroup var folder: DataFolder
    @Flag(help: "Replace the root key.") var root = false
    @Flag(help: "Replace the keys of organizations and members.") var members = false
    @Option(help: "The running server; found by its data folder unless it is set.")
    var url: String?

    private var scope: KeyRotation.Scope {
        root == members ? .all : root ? .root : .members
    }

    func run() async throws {
        if try AttendanceStore.isOpen(folder.existing()) { return try await ask() }
        let store = try await folder.open()
        let settings = try folder.settings()
        let replacement = KeyReplacement(
            store: store, path: ServerKeys.rootKeyPath(settings, data: folder.folder),
            cipher: settings.cipher)
        let count = Mutex(KeyRotation.Count())
        do {
            try await replacement.run(scope) { step in count.withLock { $0 += step } }
        } catch {
            try await store.close()
            throw error
        }
        try await store.close()
        let done = count.withLock { $0 }
        Self.tell(
            [done.wrapped, done.keys, done.cells, done.unreadable].map(Int64.init(clamping:)))
    }

    /// Has the server do it, and waits for it.
    private func ask() async throws {
        let address = try url ?? ServerAddress.load(from: folder.folder)
        guard let address, let server = URL(string: address) else {
            throw ValidationError("a server uses \(folder.data); name it with --url")
        }
        let client = try APIClient(server, key: OperatorAccess.key(data: folder.data))
        let scope = scope
        var answer = try await client.demand("POST", "v1/key-rotation") { writer in
            writer.object { $0.member("scope", scope.rawValue) }
        }
        while answer["state"]?.text == KeyRotation.State.running.rawValue {
            try await Task.sleep(for: .milliseconds(200))
            answer = try await client.demand("GET", "v1/key-rotation")
        }
        let names = ["keysWrapped", "keysMade", "valuesSealed", "valuesUnreadable"]
        Self.tell(
            names.map { name in
                if case .integer(let number) = answer[name] { number } else { 0 }
            })
        guard answer["state"]?.text == KeyRotation.State.finished.rawValue else {
            throw ValidationError("the server stopped before the end; its log says why")
        }
    }

    private static func tell(_ counts: [Int64]) {
        Terminal.write(
            "\(counts[0]) keys wrapped anew, \(counts[1]) made, \(counts[2]) values sealed anew")
        if counts[3] > 0 {
            Terminal.write("\(counts[3]) values do not open; they stay, and so do their keys")
        }
    }
}
