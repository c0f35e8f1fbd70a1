import ArgumentParser
import Attendance
import Foundation
import JSON
import Storage

/// Copies a data folder's database and keys, also while a server uses it.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Back up a data folder, also while a server uses it.",
        discussion: """
            Writes one sealed copy of the database and replaces the folder's one file of keys, \
            rollcall.keys. A copy opens only with the root key, which is in no backup, and a file \
            of keys that is newer than it. Who was erased goes out of all copies with the next \
            backup, so keep no old files of keys. A running server is asked to make the backup: \
            the command needs its operator key.
            """)

    @OptionGroup var folder: DataFolder
    @Option(help: "The folder of the backup.") var to: String
    @Option(help: "For how many days earlier copies open still; 0 ends them.")
    var keepDays = BackupDesk.keepDays
    @Option(help: "The running server; found by its data folder unless it is set.")
    var url: String?

    func validate() throws {
        guard Limits.backupDays.contains(keepDays) else {
            throw ValidationError("--keep-days must be \(Limits.backupDays)")
        }
    }

    func run() async throws {
        let target = URL(filePath: to)
        guard FileManager.default.fileExists(atPath: folder.folder.path) else {
            throw ValidationError("there is no folder \(folder.data)")
        }
        if AttendanceStore.isOpen(folder.folder) {
            let made = try await ask()
            if made.folder.standardizedFileURL != target.standardizedFileURL {
                try BackupFiles.move([made.keys, made.copy], from: made.folder, to: target)
            }
            tell(made.number, made.copy, made.bytes)
        } else {
            let store = try await folder.open()
            do {
                try await store.witnessErasures()
                let made = try await BackupDesk.make(
                    store, to: target, data: folder.folder, keeping: keepDays)
                tell(made.number, made.copy, Int64(clamping: made.byteCount))
            } catch {
                try await store.close()
                throw error
            }
            try await store.close()
        }
    }

    private func tell(_ number: Int64, _ copy: String, _ bytes: Int64) {
        Terminal.write(
            "backup \(number): \(to)/\(copy), \(bytes) bytes, and \(to)/\(BackupFiles.keys)")
    }

    /// Has the server that uses the folder make the backup, and waits for it.
    private func ask() async throws -> (
        number: Int64, folder: URL, copy: String, keys: String, bytes: Int64
    ) {
        let address = try url ?? ServerAddress.load(from: folder.folder)
        guard let address, let server = URL(string: address) else {
            throw ValidationError("a server uses \(folder.data); name it with --url")
        }
        let client = APIClient(server, key: try OperatorAccess.key(data: folder.data))
        var answer = try await client.demand("POST", "v1/backup") { writer in
            writer.object { $0.member("keepDays", keepDays) }
        }
        while answer["state"]?.text == "running" {
            try await Task.sleep(for: .milliseconds(100))
            answer = try await client.demand("GET", "v1/backup")
        }
        guard let number = answer["number"]?.whole, let folder = answer["folder"]?.text,
            let copy = answer["copy"]?.text, let keys = answer["keys"]?.text,
            let bytes = answer["bytes"]?.whole
        else { throw ClientError.refused("the backup", 500, answer["failure"]?.text ?? "") }
        return (number, URL(filePath: folder), copy, keys, bytes)
    }
}

extension JSONValue {
    /// A whole number; nil for any other value.
    fileprivate var whole: Int64? {
        if case .integer(let value) = self { value } else { nil }
    }
}
