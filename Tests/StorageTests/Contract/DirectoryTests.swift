import Attendance
import Foundation
import Testing
import Timekeeping

@testable import Storage

struct DirectoryTests {
    let by = Sample.operatorCaller

    @Test(arguments: StoreKind.available)
    func `an organization's id is taken once`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            await #expect(throws: StoreError.exists) {
                try await test.store.create(
                    Sample.organization(), adminKey: Sample.key(), digest: [9], by: by)
            }
            let stored = try await test.store.organization(test.acme)
            let written = try Sample.organization()
            #expect(stored == written)
            #expect(try await test.store.organizations(after: nil, limit: 5).count == 1)
            #expect(try await test.store.organizations(after: test.acme, limit: 5).isEmpty)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a key is found by its digest until it is revoked`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            let key = try Sample.key("second", role: .app)
            try await test.store.add(key, digest: [4, 5], in: test.acme, by: by)

            let found = try #require(try await test.store.key(digest: [4, 5]))
            #expect(found == (test.acme, key))
            #expect(try await test.store.key(digest: [4]) == nil)

            try await test.store.revoke(key.id, in: test.acme, at: test.clock.now, by: by)
            let revoked = try await test.store.key(digest: [4, 5])
            #expect(revoked?.1.isValid(at: test.clock.now) == false)
            #expect(try await test.store.keys(in: test.acme, after: nil, limit: 9).count == 2)
            await #expect(throws: StoreError.notFound) {
                try await test.store.revoke(
                    Sample.id("third"), in: test.acme, at: test.clock.now, by: by)
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `members are versioned, guarded and closed for good`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            #expect(try await test.put(member: "e1") == Written(version: 2, isNew: false))
            #expect(try await test.put(member: "e2", if: .absent) == .init(version: 1, isNew: true))
            await #expect(throws: StoreError.preconditionFailed) {
                try await test.put(member: "e1", if: .version(1))
            }
            let id: MemberID = try Sample.id("e1")
            #expect(try await test.store.member(id, in: test.acme)?.version == 2)

            try await test.store.close(id, in: test.acme, at: test.clock.now, by: by)
            try await test.store.close(id, in: test.acme, at: test.clock.now, by: by)

            await #expect(throws: StoreError.memberClosed) { try await test.put(member: "e1") }
            #expect(try await test.caseFile(Sample.checkIn()).member?.isOpen == false)
            #expect(try await test.store.members(in: test.acme, after: nil, limit: 9).count == 2)
            await #expect(throws: StoreError.unknownMember(try Sample.id("e9"))) {
                try await test.store.close(
                    Sample.id("e9"), in: test.acme, at: test.clock.now, by: by)
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `every consent leaves a receipt and changes what may be processed`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { test in
            try await test.put(
                member: "e2", attesting: [Sample.grant(.location), Sample.grant(.wifi)])
            let id: MemberID = try Sample.id("e2")
            let withdrawal = ConsentReceipt(
                purpose: .wifi, action: .withdrawn, noticeVersion: nil, at: Sample.start,
                recordedAt: Sample.start, channel: "app")
            try await test.store.record(withdrawal, of: id, in: test.acme, by: by)
            try await test.store.record(
                Sample.grant(.face, notice: nil), of: id, in: test.acme, by: by)

            let receipts = try await test.store.receipts(of: id, in: test.acme)
            #expect(receipts.map(\.purpose) == [.location, .wifi, .wifi, .face])
            #expect(receipts.last?.noticeVersion == "default")
            let standing = try await test.caseFile(Sample.checkIn(member: "e2")).member
            #expect(standing?.consents == Purposes([Purpose.location, .face]))
            #expect(standing?.consentVersion == 4)
            await #expect(throws: StoreError.unknownNotice("2031")) {
                try await test.store.record(
                    Sample.grant(.motion, notice: "2031"), of: id, in: test.acme, by: by)
            }
            #expect(try await test.store.receipts(of: id, in: test.acme).count == 4)
        }
    }

    @Test(arguments: StoreKind.available)
    func `the notice in effect is the one whose time came last`(kind: StoreKind) async throws {
        try await kind.withStore { test in
            let text = try #require(Notice.Text(english: "What we do", chinese: nil))
            func publish(_ version: String, effectiveAfter span: Int64) async throws {
                let notice = Notice(
                    text: text, hash: "00", publishedAt: Sample.start,
                    effectiveAt: Sample.start.advanced(byMilliseconds: span), change: .minor,
                    purposes: [.location])
                _ = try await test.store.put(
                    notice, id: version, if: .absent, in: test.acme, by: by)
            }
            func inEffect(after span: Int64) async throws -> String {
                let time = Sample.start.advanced(byMilliseconds: span)
                return try await test.store.noticeInEffect(in: test.acme, at: time)
            }

            #expect(try await inEffect(after: 0) == "default")
            try await publish("b", effectiveAfter: 10)
            try await publish("a", effectiveAfter: 20)

            #expect(try await inEffect(after: 9) == "default")
            #expect(try await inEffect(after: 19) == "b")
            #expect(try await inEffect(after: 20) == "a")
        }
    }
}
