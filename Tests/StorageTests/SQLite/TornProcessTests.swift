import Attendance
import Foundation
import Testing
import Timekeeping

@testable import Storage

struct TornProcessTests {
    /// Bytes that the end of the write-ahead log lacks when the process or the power went.
    @Test(arguments: [0, 1, 100, 4_096, 4_120, 9_000, 20_000, 60_000])
    func `whatever was cut off, what is left is whole records and verifies`(
        lacking: Int
    ) async throws {
        try await StoreKind.sqliteFile.withStore { test in
            for _ in 0..<20 { try await test.append(Sample.checkIn()) }
            let copy = test.folder.appending(path: "copy")
            try test.store.engine.write { connection in
                try connection.begin(touching: ["acme"])
                try connection.run("DELETE FROM device_use", [])
                try Self.copyFiles(of: test.folder, to: copy, lacking: lacking)
                try connection.rollBack()
            }

            let store = try await AttendanceStore.sqlite(
                at: copy, options: TestStore.options(test.clock))
            let records = try await store.records(RecordQuery(limit: 100), in: test.acme)
            #expect(try await store.verify(test.acme) == nil)
            #expect(
                records.compactMap { $0.value?.sequence }
                    == (0..<records.count).map { Int64(records.count - $0) })
            #expect(lacking == 0 ? records.count == 20 : records.count < 20)
            try await store.close()
        }
    }

    private static func copyFiles(of folder: URL, to copy: URL, lacking: Int) throws {
        let files = FileManager.default
        try files.createDirectory(at: copy, withIntermediateDirectories: true)
        let name = "rollcall.sqlite"
        try files.copyItem(at: folder.appending(path: name), to: copy.appending(path: name))
        let log = try Data(contentsOf: folder.appending(path: name + "-wal"))
        try log.dropLast(lacking).write(to: copy.appending(path: name + "-wal"))
    }
}
