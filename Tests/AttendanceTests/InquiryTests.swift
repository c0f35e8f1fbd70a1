import Foundation
import Testing
import Timekeeping

@testable import Attendance

struct InquiryTests {
    private static func motion(
        slot: Int, endedAt milliseconds: Int64, record: UInt8 = 9, verdict: Verdict = .accepted
    ) -> EarlierMotion {
        var memory = MotionMemory(
            bytes: [], endedAt: Sample.now.advanced(byMilliseconds: milliseconds))
        memory.slot = slot
        return EarlierMotion(memory: memory, record: Sample.uuid(record), verdict: verdict)
    }

    @Test func `a motion takes a free slot, then the oldest's`() {
        var caseFile = Sample.caseFile()
        #expect(caseFile.slot(answering: nil, most: 2) == 0)
        caseFile.motions = [Self.motion(slot: 0, endedAt: 5)]
        #expect(caseFile.slot(answering: nil, most: 2) == 1)
        caseFile.motions.append(Self.motion(slot: 1, endedAt: 4))
        #expect(caseFile.slot(answering: nil, most: 2) == 1)
    }

    @Test(arguments: [(Verdict.challenged, 1, 1), (.accepted, 2, 2)])
    func `who answers takes the slot of the challenged one`(
        verdict: Verdict, slot: Int, compared: Int
    ) {
        var caseFile = Sample.caseFile()
        caseFile.motions = [
            Self.motion(slot: 0, endedAt: 5),
            Self.motion(slot: 1, endedAt: 9, record: 3, verdict: verdict),
        ]
        let answered = Sample.uuid(3)

        #expect(caseFile.slot(answering: answered, most: 3) == slot)
        #expect(caseFile.motions(besides: answered).count == compared)
        #expect(caseFile.motions(besides: nil).count == 2)
    }

    @Test func `an inquiry covers another that asks for less`() {
        var (more, less) = (Inquiry(Sample.checkIn()), Inquiry(Sample.checkIn()))
        more.places = [Sample.id("a"), Sample.id("b")]
        more.motions = 8
        less.places = [Sample.id("b")]

        #expect(more.covers(less) && !less.covers(more))
    }
}
