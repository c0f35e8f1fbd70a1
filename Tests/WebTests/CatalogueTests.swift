import Attendance
import Foundation
import Testing
import Timekeeping

@testable import Storage

/// The catalogue of what is kept, held to the schema.
struct CatalogueTests {
    @Test func `every table and column stands in the catalogue, and nothing else does`()
        async throws
    {
        let kept = try await Self.kept(by: Self.store())
        let told = DataCatalogue.tables.flatMap { table in
            table.columns.map { "\(table.name).\($0.name)" }
        }

        #expect(kept.subtracting(told).sorted() == [], "add them to DataCatalogue.swift")
        #expect(Set(told).subtracting(kept).sorted() == [], "take them out of DataCatalogue.swift")
        #expect(told.count == Set(told).count)
    }

    @Test func `a column that somebody adds is missed in the catalogue`() async throws {
        let store = try await Self.store()
        let before = try await Self.kept(by: store)
        try await store.queue.write(in: "acme") { connection in
            _ = try connection.run("ALTER TABLE member ADD COLUMN shoe_size TEXT", [])
        }

        let added = try await Self.kept(by: store).subtracting(before)

        #expect(added == ["member.shoe_size"])
        #expect(
            !DataCatalogue.tables.contains { table in
                table.name == "member" && table.columns.contains { $0.name == "shoe_size" }
            })
    }

    @Test func `what the catalogue calls sealed is sealed`() async throws {
        let sealed = DataCatalogue.tables.flatMap { table in
            table.columns.filter { $0.protection == .sealed }.map { "\(table.name).\($0.name)" }
        }

        for cell in ["member.profile", "record.payload", "record.position", "face_template.sealed"]
        {
            #expect(sealed.contains(cell))
        }
        #expect(DataCategory.allCases.filter(\.isPersonal).count == 11)
    }

    private static func store() async throws -> AttendanceStore {
        try await AttendanceStore.inMemory(
            options: StoreOptions(clock: { Instant(milliseconds: 0) }))
    }

    /// What the database has: `table.column`.
    private static func kept(by store: AttendanceStore) async throws -> Set<String> {
        try await store.reading(.snapshot) { connection in
            let names = try connection.rows(
                """
                SELECT m.name, c.name
                FROM sqlite_master m
                JOIN pragma_table_info(m.name) c
                WHERE m.type = 'table'
                  AND m.name NOT LIKE 'sqlite_%'
                """, []
            ).map { "\(try $0.text(0)).\(try $0.text(1))" }
            return Set(names)
        }
    }
}
