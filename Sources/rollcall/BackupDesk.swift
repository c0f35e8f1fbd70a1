import Foundation
import Logging
import Metrics
import ServiceLifecycle
import Storage
import Synchronization
import Timekeeping
import Web

/// Makes backups while the server serves, one at a time, into the folder of the settings.
final class BackupDesk: Backups, Service {
    /// For how many days earlier copies open still, unless somebody says otherwise.
    static let keepDays = 35

    private let store: AttendanceStore
    private let folder: URL
    private let data: URL
    private let clock: @Sendable () -> Instant
    private let log: Logger
    private let state = Mutex(BackupStatus(.none))
    private let orders: AsyncStream<Int>
    private let order: AsyncStream<Int>.Continuation

    /// - Parameters:
    ///   - folder: Where backups are written.
    ///   - data: The data folder, whose small files go along.
    init(
        store: AttendanceStore, folder: URL, data: URL, clock: @escaping @Sendable () -> Instant,
        log: Logger
    ) {
        self.store = store
        self.folder = folder
        self.data = data
        self.clock = clock
        self.log = log
        (orders, order) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1))
    }

    var status: BackupStatus { state.withLock { $0 } }

    func begin(keeping days: Int?) -> BackupStatus? {
        let status = state.withLock { status -> BackupStatus? in
            guard status.state != .running else { return nil }
            status = BackupStatus(.running, startedAt: clock())
            return status
        }
        if status != nil { order.yield(days ?? Self.keepDays) }
        return status
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await days in self.orders { await self.make(keeping: days) }
        }
        // Ending early would end the server.
        try await gracefulShutdown()
    }

    private func make(keeping days: Int) async {
        do {
            let made = try await Self.make(store, to: folder, data: data, keeping: days)
            finish(.done) { status in
                status.files = BackupStatus.Files(
                    number: made.number, folder: made.folder.path, copy: made.copy,
                    keys: made.keys, bytes: made.byteCount)
            }
            log.notice("a backup was made", metadata: ["number": "\(made.number)"])
            Gauge(label: "rollcall_backup_made_at_seconds").record(made.madeAt.milliseconds / 1_000)
        } catch {
            finish(.failed) { $0.failure = "\(error)" }
            log.error("a backup failed", metadata: ["reason": "\(error)"])
            Counter(label: "rollcall_backup_failures_total").increment()
        }
    }

    private func finish(_ end: BackupStatus.State, _ change: (inout BackupStatus) -> Void) {
        let now = clock()
        state.withLock { status in
            status.state = end
            status.finishedAt = now
            change(&status)
        }
    }

    /// Makes one of a store and the small files beside it.
    static func make(
        _ store: AttendanceStore, to folder: URL, data: URL, keeping days: Int
    ) async throws -> BackupMade {
        var files: [String: [UInt8]] = [:]
        let key = OperatorKey.file(in: data)
        if FileManager.default.fileExists(atPath: key.path) {
            files[key.lastPathComponent] = [UInt8](try Data(contentsOf: key))
        }
        return try await store.backUp(
            to: folder, keeping: Int64(days) * 86_400_000, carrying: files)
    }
}
