import Testing
import Timekeeping

@testable import Attendance

struct NextDirectionTests {
    /// 2026-11-23 08:58 in Shanghai.
    private static let morning = Instant(milliseconds: 1_795_395_480_000)
    private static let hour: Int64 = 3_600_000

    @Test(arguments: [Direction.in, .out])
    func `a direction that is told stands`(direction: Direction) {
        let resolved = resolve(direction, after: .in, hours: 1)

        #expect(resolved == direction)
    }

    @Test(arguments: [
        (nil, 0, Direction.in), (Direction.in, 9, .out), (.out, 1, .in),
        // From 08:58 it is 15 h 02 min to midnight in Shanghai.
        (.in, 15, .out), (.in, 16, .in), (.in, 24, .in),
    ])
    func `directions alternate within a day of the organization`(
        last: Direction?, hours: Int64, expected: Direction
    ) {
        #expect(resolve(.auto, after: last, hours: hours) == expected)
    }

    private func resolve(
        _ direction: Direction, after last: Direction?, hours: Int64
    ) -> Direction {
        var caseFile = Sample.caseFile()
        caseFile.last = last.map {
            CaseFile.LastRecord(direction: $0, occurredAt: Self.morning, position: nil)
        }
        let later = Self.morning.advanced(byMilliseconds: hours * Self.hour)
        return NextDirection(caseFile).resolve(Sample.checkIn(direction, at: later))
    }
}
