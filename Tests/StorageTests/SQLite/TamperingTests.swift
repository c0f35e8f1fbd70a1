import Attendance
import Foundation
import Material
import Sealing
import Testing
import Timekeeping

@testable import Storage

/// Five kinds of tampering by somebody who has the database and knows how it is made, a hundred times each.
struct TamperingTests {
    @Test(arguments: Tampering.allCases)
    func `a hundred of each kind are found`(kind: Tampering) async throws {
        try await withTamperedCopies(of: kind) { test, witness, done in
            let found = try await test.store.verify(test.acme, against: witness)
            #expect(found != nil, "\(done)")
        }
    }

    /// The control: what is sound by itself passes where nobody kept a head.
    @Test(arguments: [Tampering.truncation, .recomputation])
    func `without a witness a chain that is sound passes`(kind: Tampering) async throws {
        try await withTamperedCopies(of: kind) { test, _, done in
            let found = try await test.store.verify(test.acme)
            #expect(found == nil, "\(done)")
        }
    }

    @Test func `heads of an earlier day witness, others' signatures do not`() async throws {
        try await withLedger { test in
            let early = try await witness(of: test)
            try await test.append(Sample.checkIn())
            let late = try await witness(of: test)
            let forged = try await witness(of: test, signedBy: 8, sayingKey: 9)

            #expect(try await test.store.verify(test.acme, against: early) == nil)
            #expect(try await test.store.verify(test.acme, against: late) == nil)
            let found = try await test.store.verify(test.acme, against: forged)
            #expect(found == .chain(.records, .forgedHead(sequence: 13)))
        }
    }

    private func withTamperedCopies(
        of kind: Tampering, _ body: (TestStore, ChainWitness, String) async throws -> Void
    ) async throws {
        try await withLedger { test in
            let witness = try await witness(of: test)
            #expect(try await test.store.verify(test.acme, against: witness) == nil)
            try test.store.engine.write { connection in
                try connection.run("PRAGMA foreign_keys = OFF", [])
                for table in Self.tables {
                    try connection.run("CREATE TABLE kept_\(table) AS SELECT * FROM \(table)", [])
                }
            }
            var random = Seeded(20_261_125)
            for number in 0..<100 {
                let chain: Chain = number.isMultiple(of: 2) ? .record : .audit
                var done = ""
                try test.store.engine.write { connection in
                    for table in Self.tables {
                        try connection.run("DELETE FROM \(table)", [])
                        try connection.run("INSERT INTO \(table) SELECT * FROM kept_\(table)", [])
                    }
                    done = try Tamperer(chain, connection).commit(kind, using: &random)
                }
                try await body(test, witness, "\(number): \(chain) \(done)")
            }
        }
    }

    private static let tables = ["record", "audit_entry", "chain_head"]

    private func withLedger(_ body: (TestStore) async throws -> Void) async throws {
        try await StoreKind.sqliteMemory.withStore { test in
            for number in 0..<12 {
                try await test.append(
                    Sample.checkIn(
                        direction: number.isMultiple(of: 2) ? .in : .out,
                        after: Int64(number) * 60_000))
                try await test.put(member: "m\(number)")
            }
            try await body(test)
        }
    }

    /// Heads as somebody outside keeps them.
    private func witness(
        of test: TestStore, signedBy seed: UInt8 = 8, sayingKey said: UInt8 = 8
    ) async throws -> ChainWitness {
        func key(_ seed: UInt8) throws -> Ed25519PrivateKey {
            try Ed25519PrivateKey(seed: Secret(copying: [UInt8](repeating: seed, count: 32)))
        }
        let heads = try await test.store.chainHeads(of: test.acme).map { head in
            try SignedHead(
                signing: ChainHead(
                    sequence: head.sequence, digest: #require(Digest(bytes: head.digest))),
                of: head.name, at: test.clock.now.milliseconds, with: key(seed))
        }
        return ChainWitness(heads, signedBy: try key(said).publicKey)
    }
}

/// What may be done to a chain.
enum Tampering: String, CaseIterable, CustomTestStringConvertible, Sendable {
    case edit, deletion, truncation, reordering, recomputation

    var testDescription: String { rawValue }
}

/// Tampers with one chain of a database, as cleverly as one can without its keys.
private struct Tamperer {
    let chain: Chain
    let connection: any SQLConnection

    init(_ chain: Chain, _ connection: any SQLConnection) {
        self.chain = chain
        self.connection = connection
    }

    private var table: String { chain == .record ? "record" : "audit_entry" }
    private var time: String { chain == .record ? "received_at" : "recorded_at" }

    /// Tampers, and says what was done.
    func commit(_ kind: Tampering, using random: inout Seeded) throws -> String {
        let count = try connection.row("SELECT COUNT(*) FROM \(table)", [])?.integer(0) ?? 0
        let first = Int64.random(in: 1..<count, using: &random)
        let second = Int64.random(in: first + 1...count, using: &random)
        switch kind {
        case .edit: return try edit(first, using: &random)
        case .deletion:
            try connection.run("DELETE FROM \(table) WHERE sequence = $1", [.integer(first)])
        case .truncation: try cut(after: first)
        case .reordering: try swap(first, second, times: Bool.random(using: &random))
        case .recomputation:
            try rewrite(first)
            try recompute()
        }
        return "\(kind) at \(first)"
    }

    /// Changes one bit of one column of one row.
    private func edit(_ sequence: Int64, using random: inout Seeded) throws -> String {
        let columns =
            chain == .record
            ? [
                "id", "member_id", "direction", "occurred_at", "received_at", "verdict", "counts",
                "codes", "position", "payload", "commitment", "link", "place",
            ]
            : [
                "recorded_at", "caller", "action", "subject", "detail", "salt", "commitment",
                "link",
            ]
        let column = columns[Int.random(in: 0..<columns.count, using: &random)]
        let bit = Int.random(in: 0..<6, using: &random)
        let rows = try connection.rows(
            "SELECT \(column) FROM \(table) WHERE sequence = $1", [.integer(sequence)])
        guard let row = rows.first else { return "nothing" }
        let changed: SQLValue
        if let number = try? row.integer(0) {
            changed = .integer(number ^ (1 << bit))
        } else if let text = try? row.text(0) {
            changed = .text(text.isEmpty ? "x" : flipped(Array(text.utf8), bit % 3))
        } else {
            var bytes = try row.bytes(0)
            let place = Int.random(in: 0..<max(1, bytes.count), using: &random)
            if bytes.isEmpty { bytes = [1] } else { bytes[place] ^= 1 << UInt8(bit) }
            changed = .bytes(bytes)
        }
        try connection.run(
            "UPDATE \(table) SET \(column) = $1 WHERE sequence = $2",
            [changed, .integer(sequence)])
        return "\(column) of \(sequence), bit \(bit)"
    }

    private func flipped(_ bytes: [UInt8], _ bit: Int) -> String {
        var bytes = bytes
        bytes[bytes.count - 1] ^= 1 << UInt8(bit)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Takes the newest links away, and sets the head to where the chain ends now.
    private func cut(after sequence: Int64) throws {
        try connection.run("DELETE FROM \(table) WHERE sequence > $1", [.integer(sequence)])
        try connection.run(
            """
            UPDATE chain_head
            SET sequence = $1,
                digest = (SELECT link FROM \(table) WHERE sequence = $1),
                recorded_at = (SELECT \(time) FROM \(table) WHERE sequence = $1)
            WHERE chain = $2
            """, [.integer(sequence), .text(chain.rawValue)])
    }

    private func swap(_ first: Int64, _ second: Int64, times: Bool) throws {
        func time(of sequence: Int64) throws -> Int64 {
            try connection.row(
                "SELECT \(self.time) FROM \(table) WHERE sequence = $1", [.integer(sequence)])?
                .integer(0) ?? 0
        }
        let (early, late) = (try time(of: first), try time(of: second))
        for (old, new) in [(first, -1), (second, first), (-1, second)] as [(Int64, Int64)] {
            try connection.run(
                "UPDATE \(table) SET sequence = $1 WHERE sequence = $2",
                [.integer(new), .integer(old)])
        }
        guard times else { return }
        for (sequence, time) in [(first, early), (second, late)] {
            try connection.run(
                "UPDATE \(table) SET \(self.time) = $1 WHERE sequence = $2",
                [.integer(time), .integer(sequence)])
        }
    }

    /// Makes a row say something else, and commit to that.
    private func rewrite(_ sequence: Int64) throws {
        if chain == .record {
            let row = try connection.row(
                "SELECT payload FROM record WHERE sequence = $1", [.integer(sequence)])
            let payload = try row?.bytes(0) ?? []
            let salt = Array(payload.prefix(Commitment.saltByteCount))
            var text = String(decoding: payload.dropFirst(salt.count), as: UTF8.self)
            let turned = text.contains(#""direction":"in""#) ? "out" : "in"
            text = text.replacing(#""direction":"in""#, with: #""direction":"?""#)
                .replacing(#""direction":"out""#, with: #""direction":"?""#)
                .replacing(#""direction":"?""#, with: "\"direction\":\"\(turned)\"")
            let commitment = try Commitment(to: Array(text.utf8))
            try connection.run(
                """
                UPDATE record SET payload = $1, commitment = $2, direction = $3
                WHERE sequence = $4
                """,
                [
                    .bytes(commitment.salt + Array(text.utf8)), .bytes(commitment.digest.bytes),
                    .text(turned), .integer(sequence),
                ])
        } else {
            let note = AuditNote(caller: "operator", action: "member.put", subject: "m", detail: "")
            let commitment = try Commitment(to: note.bytes)
            try connection.run(
                """
                UPDATE audit_entry
                SET caller = $1, action = $2, subject = $3, detail = $4, salt = $5, commitment = $6
                WHERE sequence = $7
                """,
                [
                    .text(note.caller), .text(note.action), .text(note.subject),
                    .text(note.detail), .bytes(commitment.salt), .bytes(commitment.digest.bytes),
                    .integer(sequence),
                ])
        }
    }

    /// Computes every link anew, and the head.
    private func recompute() throws {
        guard let acme = OrganizationID("acme") else { return }
        var head = chain.start(of: acme)
        var last: Int64 = 0
        for row in try connection.rows(
            "SELECT sequence, \(time), commitment FROM \(table) ORDER BY sequence", [])
        {
            guard let commitment = Digest(bytes: try row.bytes(2)) else { continue }
            last = try row.integer(1)
            head = head.appending(time: last, commitment: commitment)
            try connection.run(
                "UPDATE \(table) SET link = $1 WHERE sequence = $2",
                [.bytes(head.digest.bytes), .integer(try row.integer(0))])
        }
        try connection.run(
            "UPDATE chain_head SET digest = $1, recorded_at = $2 WHERE chain = $3",
            [.bytes(head.digest.bytes), .integer(last), .text(chain.rawValue)])
    }
}
