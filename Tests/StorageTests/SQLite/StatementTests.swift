import Attendance
import Foundation
import Testing
import Timekeeping

@testable import Storage

struct StatementTests {
    @Test func `a check-in is one statement of reading and four of writing`() async throws {
        let engine = try SQLiteEngine()
        let clock = TestClock()
        let test = TestStore(
            store: try await AttendanceStore(engine, TestStore.options(clock)), clock: clock,
            folder: FileManager.default.temporaryDirectory, acme: try Sample.id("acme"))
        try await test.fill()
        let checkIn = try Sample.checkIn()

        let start = engine.counter.value
        let basis = try await test.caseFile(checkIn).basis
        let read = engine.counter.value
        _ = try await test.store.append(
            Sample.record(checkIn, basis: basis), for: checkIn, in: test.acme)
        let written = engine.counter.value

        #expect(read - start == 1)
        #expect(written - read == 4)
        try await test.store.close()
    }

    @Test(arguments: StatementTests.queries)
    func `no statement of a hot path or a list scans a table`(sql: String) async throws {
        let engine = try SQLiteEngine()
        let store = try await AttendanceStore(engine, TestStore.options(TestClock()))

        let plan = try await engine.read(.statement) { connection in
            try connection.rows("EXPLAIN QUERY PLAN \(sql)", []).map { try $0.text(3) }
        }

        #expect(!plan.isEmpty)
        for step in plan where step.hasPrefix("SCAN") {
            #expect(["SCAN CONSTANT ROW", "SCAN others", "SCAN devices"].contains(step), "\(plan)")
        }
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
        try await store.close()
    }

    static let queries: [String] = {
        var queries = [CaseFileQuery.sql, RecordAudit.sql]
        guard let acme = OrganizationID("acme"), let member = MemberID("e1"),
            let geofence = GeofenceID("hq")
        else { return [] }
        let changes: [(inout RecordQuery) -> Void] = [
            { _ in }, { $0.before = 9 }, { $0.member = member }, { $0.verdict = .flagged },
            { $0.geofence = geofence }, { $0.code = .rooted },
            {
                $0.from = Sample.start
                $0.to = Sample.start
            },
        ]
        for change in changes {
            var query = RecordQuery(limit: 10)
            change(&query)
            queries.append(RecordList(query, in: acme).sql)
        }
        return queries + Seen.statements
    }()

    /// The other statements that routes run, as their sources have them.
    private enum Seen {
        static let statements = [
            "SELECT id FROM member WHERE organization_id = $1 AND id > $2 ORDER BY id LIMIT $3",
            "SELECT id FROM api_key WHERE organization_id = $1 AND id > $2 ORDER BY id LIMIT $3",
            "SELECT id FROM api_key WHERE digest = $1",
            """
            SELECT body FROM document
            WHERE organization_id = $1 AND kind = $2 AND id > $3 ORDER BY id LIMIT $4
            """,
            """
            SELECT version FROM document_version
            WHERE organization_id = $1 AND kind = $2 AND id = $3 ORDER BY version DESC LIMIT 1
            """,
            """
            SELECT purpose FROM consent_receipt
            WHERE organization_id = $1 AND member_id = $2 ORDER BY number
            """,
            """
            SELECT caller FROM audit_entry
            WHERE organization_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3
            """,
        ]
    }
}
