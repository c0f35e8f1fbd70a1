import Foundation

/// How commands on the server's own machine come by the operator's key.
enum OperatorAccess {
    /// The key of the environment, else the one in the server's data folder.
    ///
    /// - Throws: `ClientError.noOperatorKey`.
    static func key(data: String) throws -> String {
        if let key = ProcessInfo.processInfo.environment["ROLLCALL_OPERATOR_KEY"] { return key }
        guard let key = try OperatorKey.load(from: URL(filePath: data)) else {
            throw ClientError.noOperatorKey
        }
        return key
    }
}

/// What commands tell the person who called them.
enum Terminal {
    /// Writes a text and a newline to standard output.
    static func write(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }
}
