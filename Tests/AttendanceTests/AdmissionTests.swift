import Testing
import Timekeeping

@testable import Attendance

struct AdmissionTests {
    private static let quarter: Int64 = 15 * 60 * 1_000
    private static let threeDays: Int64 = 72 * 3_600 * 1_000

    @Test(arguments: [
        (0, false, true), (quarter, false, true), (quarter + 1, false, false),
        (-quarter, false, true), (-quarter - 1, false, false), (quarter + 1, true, true),
        (threeDays, true, true), (threeDays + 1, true, false), (-quarter, true, true),
        (-quarter - 1, true, false), (.max, true, false), (.min, false, false),
    ])
    func `a clock may be off by so much to the millisecond`(
        age: Int64, isQueued: Bool, passes: Bool
    ) throws {
        let negated = age == .min ? Int64.max : -age
        var checkIn = Sample.checkIn(at: Sample.now.advanced(byMilliseconds: negated))
        checkIn.isQueued = isQueued
        let admission = Admission(of: checkIn, at: Sample.now)

        if passes {
            try admission.check(Sample.caseFile())
        } else {
            let error = #expect(throws: Refusal.self) { try admission.check(Sample.caseFile()) }
            let actual = Sample.now.milliseconds(since: checkIn.occurredAt)
            #expect(error == .clockSkew(milliseconds: actual))
        }
    }

    @Test func `every purpose without a consent is named`() throws {
        var checkIn = Sample.checkIn()
        checkIn.face = Face(model: "m", vector: try Sample.vector(), liveness: .unchecked)
        checkIn.device = Device(id: "d", platform: .web)
        let admission = Admission(of: checkIn, at: Sample.now)

        #expect(throws: Refusal.consentRequired([.location, .face])) {
            try admission.check(Sample.caseFile(consents: .of(.device)))
        }
    }

    @Test func `a photograph needs the consent for faces and a cell that for positions`() {
        var checkIn = Sample.checkIn()
        checkIn.location = nil
        checkIn.photo = Photo(sha256: "ab", url: nil)
        checkIn.cells = [Cell(mcc: 460, mnc: 0, area: nil, cell: 1)]

        #expect(throws: Refusal.consentRequired([.location, .face])) {
            try Admission(of: checkIn, at: Sample.now).check(Sample.caseFile(consents: []))
        }
    }

    @Test func `organization, member and standing are looked at in this order`() {
        let admission = Admission(of: Sample.checkIn(), at: Sample.now)
        var organization = Sample.organization
        organization.closedAt = Sample.now
        let closed = CaseFile(organization: organization, revision: 1)
        let stranger = CaseFile(organization: Sample.organization, revision: 1)
        var leaver = stranger
        leaver.member = CaseFile.Standing(isOpen: false, consents: [], consentVersion: 0)

        #expect(throws: Refusal.organizationClosed) { try admission.check(closed) }
        #expect(throws: Refusal.unknownPerson) { try admission.check(stranger) }
        #expect(throws: Refusal.memberClosed) { try admission.check(leaver) }
    }
}
