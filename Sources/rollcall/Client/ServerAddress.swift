import Foundation

/// Where the server of a data folder listens, for commands on the same machine.
enum ServerAddress {
    private static func file(in data: URL) -> URL { data.appending(path: "address") }

    /// Notes the address of a server that listens now.
    static func save(host: String, port: Int, in data: URL) throws {
        let name = host.contains(":") ? "[\(host)]" : host
        try PrivateFile.write("http://\(name):\(port)\n", to: file(in: data))
    }

    /// The address of the newest server; nil where there was none.
    static func load(from data: URL) throws -> String? {
        let file = file(in: data)
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        return try String(contentsOf: file, encoding: .utf8)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
