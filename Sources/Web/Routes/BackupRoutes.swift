import Attendance
import HTTPTypes
import Hummingbird
import JSON

/// Backups of the whole server; where they are written is the server's setting, not the caller's.
struct BackupRoutes: Sendable {
    let backups: any Backups

    var endpoints: [Endpoint] {
        [
            .server(.post, "/v1/backup", begin),
            .server(.get, "/v1/backup") { _, _ in
                .json { BackupWire.write(backups.status, to: &$0) }
            },
        ]
    }

    @Sendable private func begin(_ call: Call, _ caller: Caller) async throws -> Response {
        let isBare = call.body.readableBytes == 0
        let days = isBare ? nil : try call.read { try BackupWire.keepDays(&$0) }
        guard let status = backups.begin(keeping: days) else { throw Problem(.backupRunning) }
        return .json(.accepted) { BackupWire.write(status, to: &$0) }
    }
}
