import Attendance
import Foundation
import Sealing
import Testing
import Timekeeping

@testable import Storage

/// The list that rotation goes by.
struct SealedColumnTests {
    @Test func `every column that the catalogue calls sealed is on the list`() {
        let told = DataCatalogue.tables.filter { $0.category != .keys }.flatMap { table in
            table.columns.filter { $0.protection == .sealed }.map { "\(table.name).\($0.name)" }
        }
        let listed = SealedColumn.all.map { "\($0.table).\($0.column)" }

        #expect(Set(told).subtracting(listed).sorted() == [], "add them to SealedColumn.swift")
        #expect(Set(listed).subtracting(told).sorted() == [])
        #expect(listed.count == Set(listed).count)
    }

    @Test func `every table that the sources seal cells of is on the list`() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Sources/Storage").standardizedFileURL
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        let listed = Set(SealedColumn.all.map(\.table))
        var found: Set<String> = []

        for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for cell in text.matches(of: /PayloadCell\(\s*organization[^)]*?table: "([a-z_]+)"/) {
                found.insert(String(cell.output.1))
            }
        }

        #expect(found.count > 4)
        #expect(found.subtracting(listed).sorted() == [], "add them to SealedColumn.swift")
    }

    @Test func `no statement of a rotation reads more than it needs`() async throws {
        let engine = try SQLiteEngine(keepsStatements: true)
        let clock = TestClock()
        let test = TestStore(
            store: try await AttendanceStore(engine, Rotated.options(clock: clock)), clock: clock,
            folder: FileManager.default.temporaryDirectory, acme: try Sample.id("acme"))
        try await test.fill()
        try await test.append(try Sample.checkIn())
        clock.now = clock.now.advanced(byMilliseconds: 1)
        let earlier = Set(engine.counter.texts)
        let root = try OwnerKey(root: Secret(copying: [UInt8](repeating: 8, count: 32)))

        try await test.store.rotateRoot(to: root) { _ in }
        try await test.store.rotateKeys { _ in }

        let ran = Set(engine.counter.texts).subtracting(earlier)
        #expect(ran.count > 15)
        for sql in ran {
            let plan = try await engine.read(.statement) { connection in
                try connection.rows("EXPLAIN QUERY PLAN \(sql)", []).map { try $0.text(3) }
            }
            #expect(
                !plan.contains { $0.hasPrefix("SCAN") || $0.contains("TEMP") }, "\(sql) \(plan)")
        }
        try await test.store.close()
    }
}
