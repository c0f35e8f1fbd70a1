import Attendance
import Foundation
import Sealing
import Timekeeping

/// A backup that was made.
public struct BackupMade: Hashable, Sendable {
    /// Rises from backup to backup.
    public let number: Int64
    /// Everything that was acknowledged before is in it.
    public let madeAt: Instant
    /// Where its files lie.
    public let folder: URL
    /// The copy's file.
    public let copy: String
    /// The file of keys, which replaced the one before.
    public let keys: String
    /// The length of the copy's file.
    public let byteCount: UInt64
}

extension AttendanceStore {
    /// The tables that no copy holds: wrapped keys of every kind. The file of keys holds them.
    static let keyTables = ["server_key", "sealing_key", "backup_copy"]

    /// The tables that the file of keys holds once more, for what must not come back with a copy.
    private static let endings = ["erasure", "consent_receipt"]

    /// Copies the database into a folder while it is in use, and replaces the folder's file of keys.
    ///
    /// Keys never lie in a copy, which nobody changes once it is made, and members go by stand-ins in
    /// it: whoever is erased later goes out of the file of keys with the next backup, and with it out
    /// of every copy. The file of keys is on the disk before the copy that needs it.
    ///
    /// - Parameters:
    ///   - milliseconds: Copies that are older open no longer.
    ///   - files: Small files that a restored server needs, by name; sealed with the keys.
    /// - Throws: `BackupError`, `StoreError`, `CancellationError`.
    public func backUp(
        to folder: URL, keeping milliseconds: Int64, carrying files: [String: [UInt8]]
    ) async throws -> BackupMade {
        try await turns.run {
            if try await unfinishedRotation()?.hasTwoRoots == true {
                throw BackupError.rotationUnfinished
            }
            return try await makeBackup(to: folder, keeping: milliseconds, carrying: files)
        }
    }

    private func makeBackup(
        to folder: URL, keeping milliseconds: Int64, carrying files: [String: [UInt8]]
    ) async throws -> BackupMade {
        guard let engine = engine as? any CopyingEngine, let home = engine.folder else {
            throw BackupError.notOfThisEngine
        }
        try BackupFiles.discardDrafts(in: home)
        try BackupFiles.makeFolder(folder)
        try BackupFiles.discardDrafts(in: folder)
        let workshop = BackupFiles.workshop(in: home)
        try BackupFiles.makeFolder(workshop)
        do {
            let made = try await backUp(
                to: folder, by: engine, in: workshop, keeping: milliseconds, carrying: files)
            try BackupFiles.discardDrafts(in: home)
            // An erasure meanwhile could not empty the write-ahead log, which was being read.
            await scrub()
            return made
        } catch {
            try BackupFiles.discardDrafts(in: home)
            try BackupFiles.discardDrafts(in: folder)
            await scrub()
            throw error
        }
    }

    private func backUp(
        to folder: URL, by engine: any CopyingEngine, in workshop: URL,
        keeping milliseconds: Int64, carrying files: [String: [UInt8]]
    ) async throws -> BackupMade {
        let (clock, root) = (options.clock, keys.roots.current)
        let (label, key) = try await queue.write(in: "") { connection in
            let now = clock()
            return try BackupRows.begin(
                under: root, endingBefore: now.advanced(byMilliseconds: -milliseconds), at: now,
                on: connection)
        }
        let plain = workshop.appending(path: "copy.sqlite")
        let (roots, isSealed) = (keys.roots, sealsPayloads)
        try await engine.copy(to: plain) { connection in
            if isSealed {
                try StandIns(copy: label.number, roots: roots, on: connection).hide()
            }
            for table in Self.keyTables { try connection.run("DELETE FROM \(table)", []) }
        }
        let name = BackupFiles.copy(label.number)
        let draft = BackupFiles.draft(of: name, in: folder)
        let byteCount = try await Self.seal(plain, as: label, with: key, into: draft)
        try FileManager.default.removeItem(at: plain)
        try await publishKeys(of: label, to: folder, by: engine, in: workshop, carrying: files)
        try BackupFiles.publish(draft, as: folder.appending(path: name))
        options.witness?.note(backup: label.number)
        return BackupMade(
            number: label.number, madeAt: label.madeAt, folder: folder, copy: name,
            keys: BackupFiles.keys, byteCount: byteCount)
    }

    /// Writes the file of keys as they are now: after it is there, nobody is in it who was erased
    /// before.
    private func publishKeys(
        of copy: SealedFile.Label, to folder: URL, by engine: any CopyingEngine,
        in workshop: URL, carrying files: [String: [UInt8]]
    ) async throws {
        let label = SealedFile.Label(kind: .keys, number: copy.number, madeAt: copy.madeAt)
        let draft = BackupFiles.draft(of: BackupFiles.keys, in: folder)
        for attempt in 0..<8 {
            let before = try await destroyedKeys()
            let plain = workshop.appending(path: "keys-\(attempt).sqlite")
            try await engine.export(
                Self.keyTables + Self.endings, with: files, to: plain)
            let root = keys.roots.current
            _ = try await Self.seal(plain, as: label, with: root, into: draft)
            try BackupFiles.publish(draft, as: folder.appending(path: BackupFiles.keys))
            if try await destroyedKeys() == before { return }
        }
        throw BackupError.restless
    }

    private static func seal(
        _ plain: URL, as label: SealedFile.Label, with key: OwnerKey, into draft: URL
    ) async throws -> UInt64 {
        try await BackupThread.run { isCancelled in
            // Of an attempt before.
            if FileManager.default.fileExists(atPath: draft.path) {
                try FileManager.default.removeItem(at: draft)
            }
            return try SealedFile.seal(
                plain, as: label, with: key, into: draft, isCancelled: isCancelled)
        }
    }

    /// Changes whenever a member's key is destroyed: erasures, and destroyed keys with versions.
    private func destroyedKeys() async throws -> [Int64] {
        try await reading(.snapshot) { connection in
            let row = try connection.row(
                """
                SELECT (SELECT COUNT(*) FROM erasure), COUNT(*), COALESCE(SUM(version), 0)
                FROM sealing_key
                WHERE wrapped IS NULL
                """, [])
            return try (0..<3).map { try row?.integer($0) ?? 0 }
        }
    }

    /// Brings the ledger beside the root key up to date with the database's own.
    ///
    /// - Throws: `BackupError.ledger`, `StoreError`.
    public func witnessErasures() async throws {
        guard let witness = options.witness else { return }
        let known = Set(try witness.contents().erasures)
        let all = try await reading(.snapshot) { try ErasureRows.all(on: $0) }
        witness.note(all.filter { !known.contains($0) })
    }

    /// Whether a process has the store of a folder open.
    public static func isOpen(_ folder: URL) -> Bool { FolderLock.isHeld(folder) }
}
