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
        let store = try await AttendanceStore.inMemory(
            options: StoreOptions(clock: { Instant(milliseconds: 0) }))

        let kept = try await store.reading(.snapshot) { connection in
            try connection.rows(
                """
                SELECT m.name, c.name
                FROM sqlite_master m
                JOIN pragma_table_info(m.name) c
                WHERE m.type = 'table'
                  AND m.name NOT LIKE 'sqlite_%'
                """, []
            ).map { "\(try $0.text(0)).\(try $0.text(1))" }
        }
        let told = DataCatalogue.tables.flatMap { table in
            table.columns.map { "\(table.name).\($0.name)" }
        }

        #expect(Set(kept).subtracting(told).sorted() == [], "add them to DataCatalogue.swift")
        #expect(Set(told).subtracting(kept).sorted() == [], "take them out of DataCatalogue.swift")
        #expect(told.count == Set(told).count)
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
}
