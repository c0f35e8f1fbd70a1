import Foundation
import JSON

/// Folders of a backup, of servers restored from it, and the commands between them.
final class BackupFolder: Sendable {
    let root: URL
    let backup: URL
    /// The root key of the server that was backed up.
    let rootKey: URL
    let data: URL

    init(of server: RunningServer) throws {
        root = FileManager.default.temporaryDirectory
            .appending(path: "rollcall-backup-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        backup = root.appending(path: "backup")
        data = server.data
        rootKey = data.appending(path: "root.key")
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    /// Makes a backup, of a running server or of its folder.
    @discardableResult
    func make(_ more: String..., to folder: URL? = nil) throws -> ProgramRun {
        try ProgramRun(
            ["backup", "--data", data.path, "--to", (folder ?? backup).path] + more,
            environment: ["ROLLCALL_OPERATOR_KEY": RunningServer.operatorKey])
    }

    /// Makes a backup while other tasks go on.
    func makeBeside() async throws -> ProgramRun {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { [self] in
                continuation.resume(with: Result { try make() })
            }
        }
    }

    /// Restores into a new folder, with the root key of the server unless another one is given.
    func restore(
        _ more: String..., from folder: URL? = nil, to target: URL, rootKey: URL? = nil
    ) throws -> ProgramRun {
        try ProgramRun(
            [
                "restore", "--from", (folder ?? backup).path, "--data", target.path,
                "--root-key-file", (rootKey ?? self.rootKey).path,
            ] + more)
    }

    /// A folder beside the backup that is not there yet.
    func target(_ name: String = "restored") -> URL { root.appending(path: name) }

    /// A server upon a restored folder.
    func serve(_ target: URL) throws -> RunningServer {
        try RunningServer(data: target, environment: ["ROLLCALL_ROOT_KEY_FILE": rootKey.path])
    }

    func file(_ name: String, in folder: URL? = nil) -> URL {
        (folder ?? backup).appending(path: name)
    }

    /// The files of the backup that hold any of these texts.
    func holding(_ texts: [String], in folder: URL? = nil) throws -> [String] {
        let folder = folder ?? backup
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { name in
            let content = try Data(contentsOf: folder.appending(path: name))
            return texts.contains { content.range(of: Data($0.utf8)) != nil }
        }
    }
}
