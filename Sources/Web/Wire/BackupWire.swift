import Attendance
import JSON
import Timekeeping

/// Reads orders of backups and writes how they stand.
enum BackupWire {
    /// For how many days earlier copies open still; nil where the order does not say.
    static func keepDays(_ reader: inout JSONReader) throws -> Int? {
        var days: Int?
        try reader.object { name, value in
            switch name {
            case "keepDays": days = try value.integer(in: Limits.backupDays)
            default: throw value.unknownMember()
            }
        }
        return days
    }

    static func write(_ status: BackupStatus, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("state", status.state.rawValue)
            writer.member("startedAt", instant: status.startedAt?.milliseconds)
            writer.member("finishedAt", instant: status.finishedAt?.milliseconds)
            writer.member("number", status.files?.number)
            writer.member("folder", status.files?.folder)
            writer.member("copy", status.files?.copy)
            writer.member("keys", status.files?.keys)
            writer.member("bytes", status.files.map { Int64(clamping: $0.bytes) })
            writer.member("failure", status.failure)
        }
    }
}
