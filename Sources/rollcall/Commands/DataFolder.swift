import ArgumentParser
import Foundation
import Sealing
import Storage

/// The data folder that a command works on, and the root key that opens it.
struct DataFolder: ParsableArguments {
    @Option(help: "The data folder.") var data = "var/rollcall"
    @Option(help: "The file of the root key; root.key in the data folder unless it is set.")
    var rootKeyFile: String?

    /// The folder as a place on the disk.
    var folder: URL { URL(filePath: data) }

    /// Opens the store of the folder; makes neither a database nor a root key.
    ///
    /// - Throws: `ValidationError` when there is nothing to open or no key to open it with.
    func open() async throws -> AttendanceStore {
        try await AttendanceStore.sqlite(at: existing(), options: options())
    }

    /// The folder, which holds a database.
    ///
    /// - Throws: `ValidationError` when it does not.
    func existing() throws -> URL {
        let manager = FileManager.default
        guard manager.fileExists(atPath: folder.path) else {
            throw ValidationError("there is no folder \(data)")
        }
        guard manager.fileExists(atPath: folder.appending(path: "rollcall.sqlite").path) else {
            throw ValidationError("there is no database in \(data)")
        }
        return folder
    }

    /// What a store of the folder needs, from a root key that exists already.
    ///
    /// - Throws: `ValidationError` that names the file of the key.
    func options() throws -> StoreOptions {
        let settings = try settings()
        let path = ServerKeys.rootKeyPath(settings, data: folder)
        do {
            var options = try ServerKeys(existing: settings, data: folder).storeOptions
            options.witness = ErasureWitness(besideRootKey: path) { reason in
                FileHandle.standardError.write(Data("the ledger was not written: \(reason)\n".utf8))
            }
            return options
        } catch let error as RootKeyError {
            guard error == .absent else {
                throw ValidationError("the root key \(path) cannot be used: \(error)")
            }
            throw ValidationError(
                "there is no root key at \(path); name its file with --root-key-file")
        }
    }

    /// What of the server's settings bears on opening the folder.
    ///
    /// - Throws: `SettingError`.
    func settings() throws -> Settings {
        let flags = ["data": data, "root-key-file": rootKeyFile].compactMapValues { $0 }
        let environment = ProcessInfo.processInfo.environment.filter {
            ["ROLLCALL_ROOT_KEY_FILE", "ROLLCALL_CIPHER"].contains($0.key)
        }
        return try Settings(flags: flags, environment: environment)
    }
}
