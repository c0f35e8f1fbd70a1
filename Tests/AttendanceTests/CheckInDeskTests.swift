import Attendance
import Foundation
import Testing
import Timekeeping

struct CheckInDeskTests {
    @Test func `a check-in is read once, judged and recorded once`() async throws {
        let ledger = FakeLedger()

        let receipt = try await ledger.desk.receive(Sample.checkIn(), in: Sample.id("acme"))

        #expect(!receipt.isReplay)
        #expect(receipt.record.decision.verdict == .accepted)
        #expect(receipt.record.policyVersion == 5 && receipt.record.revision == 7)
        #expect(receipt.record.position?.latitude == 31)
        #expect(ledger.log.reads == 1 && ledger.log.drafts.count == 1)
        #expect(ledger.log.drafts[0].basis == CaseFile.Basis(revision: 7, consentVersion: 3))
        #expect(ledger.log.receivedAt == [Sample.now])
    }

    @Test func `a judgement that was overtaken is made again under the new rules`() async throws {
        let ledger = FakeLedger(
            caseFiles: { reads in
                CaseFile(organization: Sample.organization, revision: Int64(reads)).open
            },
            answers: { appends, draft in appends < 3 ? .outdated : .recorded(draft.record) })

        let receipt = try await ledger.desk.receive(Sample.checkIn(), in: Sample.id("acme"))

        #expect(receipt.record.revision == 3)
        #expect(ledger.log.revisions == [1, 2, 3])
    }

    @Test func `a judgement that is always overtaken is given up`() async throws {
        let ledger = FakeLedger(answers: { _, _ in .outdated })

        await #expect(throws: StoreError.self) {
            try await ledger.desk.receive(Sample.checkIn(), in: Sample.id("acme"))
        }
        #expect(ledger.log.drafts.count == Limits.judgements)
    }

    @Test func `a consent that is withdrawn between judging and recording refuses`() async throws {
        let ledger = FakeLedger(
            caseFiles: { Sample.caseFile(consents: $0 == 1 ? Sample.all : []) },
            answers: { _, _ in .outdated })

        let refused = RefusedCheckIn(refusal: .consentRequired([.location]), revision: 7)
        await #expect(throws: refused) {
            try await ledger.desk.receive(Sample.checkIn(), in: Sample.id("acme"))
        }
    }

    @Test(arguments: [true, false])
    func `the same body is answered with its first record`(isFoundEarly: Bool) async throws {
        let first = Record.of(Sample.checkIn())
        let ledger = FakeLedger(
            caseFiles: { _ in
                var caseFile = Sample.caseFile()
                caseFile.earlier = isFoundEarly ? first : nil
                return caseFile
            },
            answers: { _, _ in .already(first) })

        let receipt = try await ledger.desk.receive(Sample.checkIn(), in: Sample.id("acme"))

        #expect(receipt.isReplay && receipt.record == first)
        #expect(ledger.log.drafts.count == (isFoundEarly ? 0 : 1))
        await #expect(throws: Refusal.conflict) {
            try await ledger.desk.receive(Sample.checkIn(body: 2), in: Sample.id("acme"))
        }
    }

    @Test func `a replay is answered even when the member was closed since`() async throws {
        let first = Record.of(Sample.checkIn())
        let ledger = FakeLedger(caseFiles: { _ in
            var caseFile = CaseFile(organization: Sample.organization, revision: 7)
            caseFile.earlier = first
            return caseFile
        })

        let receipt = try await ledger.desk.receive(Sample.checkIn(), in: Sample.id("acme"))

        #expect(receipt.isReplay)
    }

    @Test func `a refused check-in leaves nothing`() async throws {
        let ledger = FakeLedger(caseFiles: { _ in Sample.caseFile(consents: []) })

        let refused = RefusedCheckIn(refusal: .consentRequired([.location]), revision: 7)
        await #expect(throws: refused) {
            try await ledger.desk.receive(Sample.checkIn(), in: Sample.id("acme"))
        }
        #expect(ledger.log.drafts.isEmpty && ledger.log.examined.isEmpty)
    }

    @Test func `evidence that is off is neither examined nor kept`() async throws {
        var policy = Policy()
        policy.evidence.location = .off
        policy.evidence.face = .off
        policy.evidence.device = .off
        var checkIn = Sample.checkIn()
        checkIn.face = Face(model: "m", vector: try Sample.vector(), liveness: .passed)
        checkIn.photo = Photo(sha256: "ab", url: nil)
        checkIn.device = Device(id: "d", platform: .ios)
        checkIn.wifi = WiFi(connected: BSSID("3c:84:6a:12:34:56"), scan: [])
        let ledger = FakeLedger(policy: policy)

        let receipt = try await ledger.desk.receive(checkIn, in: Sample.id("acme"))

        let log = ledger.log
        for seen in log.examined + log.appended { #expect(seen.carried == .of(.wifi)) }
        #expect(receipt.record.photo == nil)
    }

    @Test func `a photograph or a cell does not pass for the face or the fix`() {
        var checkIn = Sample.checkIn()
        checkIn.location = nil
        checkIn.cells = [Cell(mcc: 460, mnc: 0, area: nil, cell: 1)]
        checkIn.photo = Photo(sha256: "ab", url: nil)

        #expect(checkIn.carried.isEmpty)
        #expect(checkIn.purposes == .of(.location, .face))
    }
}

extension CaseFile {
    /// The case file with an open member that agreed to everything.
    fileprivate var open: CaseFile {
        var copy = self
        copy.member = Standing(isOpen: true, consents: Sample.all, consentVersion: 0)
        return copy
    }
}
