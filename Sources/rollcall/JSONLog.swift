import Foundation
import JSON
import Logging
import Synchronization

/// Writes log entries as JSON, one a line, on standard error.
///
/// Values are escaped by the writer, so that no entry can forge another one.
struct JSONLog: LogHandler {
    private static let turn = Mutex(())
    private let label: String
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    /// A log of one part of the program.
    init(label: String, level: Logger.Level) {
        self.label = label
        logLevel = level
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var writer = JSONWriter()
        writer.object { writer in
            let now = Int64(Date().timeIntervalSince1970 * 1_000)
            writer.member("at", instant: now)
            writer.member("level", event.level.rawValue)
            writer.member("from", label)
            writer.member("message", "\(event.message)")
            let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
            for (name, value) in all.sorted(by: { $0.key < $1.key }) {
                writer.member(name, "\(value)")
            }
        }
        writer.newline()
        Self.turn.withLock { _ in
            FileHandle.standardError.write(Data(writer.bytes))
        }
    }
}
