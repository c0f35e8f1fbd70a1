import Foundation
import Sealing

#if canImport(Glibc)
import Glibc
#endif

/// The operator's token in the data folder, for a server that was given none.
enum OperatorKey {
    /// Where a data folder keeps the token.
    static func file(in data: URL) -> URL { data.appending(path: "operator.key") }

    /// The token of a data folder; nil when there is none.
    static func load(from data: URL) throws -> String? {
        let file = file(in: data)
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        let text = try String(contentsOf: file, encoding: .utf8)
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The token of a data folder, made first when there is none.
    ///
    /// - Returns: The token, and the file when it was made just now.
    static func loadOrCreate(in data: URL) throws -> (key: String, madeIn: URL?) {
        if let key = try load(from: data) { return (key, nil) }
        let key = try APIKeyToken().text
        let file = file(in: data)
        try PrivateFile.write(key + "\n", to: file)
        return (key, file)
    }
}

/// Files that only their owner may read, from the moment that they exist.
enum PrivateFile {
    /// Writes a text to a new or existing file of mode 0600.
    static func write(_ text: String, to file: URL) throws {
        let descriptor = open(file.path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        guard fchmod(descriptor, 0o600) == 0 else { throw CocoaError(.fileWriteNoPermission) }
        try handle.write(contentsOf: Data(text.utf8))
        try handle.synchronize()
    }
}
