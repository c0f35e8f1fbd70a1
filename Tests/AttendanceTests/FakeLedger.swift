import Attendance
import Foundation
import Synchronization
import Timekeeping

/// A ledger that answers what it is told to and remembers what it was asked.
final class FakeLedger: Ledger, Rulebooks {
    private let caseFiles: @Sendable (_ reads: Int) -> CaseFile
    private let answers: @Sendable (_ appends: Int, Draft) -> Appended
    private let policy: Policy
    private let findings: [Finding]
    private let seen = Mutex(Seen())

    struct Seen {
        var reads = 0
        var drafts: [Draft] = []
        var appended: [CheckIn] = []
        var examined: [CheckIn] = []
        var receivedAt: [Instant?] = []
        var revisions: [Int64] = []
    }

    init(
        policy: Policy = Policy(),
        findings: [Finding] = [Sample.gps(.placeInside)],
        caseFiles: @escaping @Sendable (Int) -> CaseFile = { _ in Sample.caseFile() },
        answers: @escaping @Sendable (Int, Draft) -> Appended = { .recorded($1.record) }
    ) {
        self.policy = policy
        self.findings = findings
        self.caseFiles = caseFiles
        self.answers = answers
    }

    var log: Seen { seen.withLock { $0 } }

    var desk: CheckInDesk {
        CheckInDesk(ledger: self, rulebooks: self, clock: { Sample.now })
    }

    func caseFile(
        for inquiry: Inquiry, in organization: OrganizationID, now: Instant
    ) async throws(StoreError) -> CaseFile {
        let reads = seen.withLock { seen in
            seen.reads += 1
            return seen.reads
        }
        return caseFiles(reads)
    }

    func append(
        _ draft: Draft, for checkIn: CheckIn, in organization: OrganizationID
    ) async throws(StoreError) -> Appended {
        let appends = seen.withLock { seen in
            seen.drafts.append(draft)
            seen.appended.append(checkIn)
            return seen.drafts.count
        }
        return answers(appends, draft)
    }

    func teach(
        from record: Record, in organization: OrganizationID,
        _ lesson: @escaping @Sendable (PendingLesson, Surroundings?) -> Surroundings?
    ) async throws(StoreError) {}

    func record(_ id: UUID, in organization: OrganizationID) async throws(StoreError) -> Record? {
        nil
    }

    func records(
        _ query: RecordQuery, in organization: OrganizationID
    ) async throws(StoreError) -> [Listed<Record>] { [] }

    func rulebook(
        of organization: OrganizationID, revision: Int64
    ) async throws(StoreError) -> any Rulebook {
        seen.withLock { $0.revisions.append(revision) }
        return FakeRulebook(policy: policy, findings: findings) { checkIn, caseFile in
            self.seen.withLock {
                $0.examined.append(checkIn)
                $0.receivedAt.append(caseFile.receivedAt)
            }
        }
    }
}

/// A rulebook that always finds the same.
struct FakeRulebook: Rulebook {
    var policy = Policy()
    var policyVersion: Int64 = 5
    var findings: [Finding] = []
    var watch: @Sendable (CheckIn, CaseFile) -> Void = { _, _ in }

    func examine(_ checkIn: CheckIn, against caseFile: CaseFile) -> Examination {
        watch(checkIn, caseFile)
        let position = Record.Position(latitude: 31, longitude: 121, accuracy: 9)
        return Examination(findings: findings, position: position)
    }
}

extension Record {
    /// A record that was made of a check-in before.
    static func of(_ checkIn: CheckIn) -> Record {
        let decision = Decision([], present: [], policy: Policy())
        return Record(
            checkIn, direction: .in, decision: decision, by: FakeRulebook(), revision: 1,
            receivedAt: Sample.now)
    }
}
