import Attendance
import Testing
import Timekeeping

struct ClockFuseTests {
    private static let start = Instant(milliseconds: 1_764_000_000_000)
    private static let hour: Int64 = 3_600_000

    @Test(arguments: [(0, 0, true), (25, 1, true), (26, 1, false), (-23, 1, true), (-24, 1, false)])
    func `a clock that runs a day away is not believed`(
        told: Int64, passed: Int64, isBelieved: Bool
    ) {
        var fuse = ClockFuse(wall: Self.start, seen: nil)

        let holds = fuse.holds(
            wall: Self.start.advanced(byMilliseconds: told * Self.hour),
            passed: .seconds(passed * 3_600))

        #expect(holds == isBelieved)
    }

    @Test func `a clock that came back is not believed again`() {
        var fuse = ClockFuse(wall: Self.start, seen: nil)

        _ = fuse.holds(
            wall: Self.start.advanced(byMilliseconds: 100 * Self.hour), passed: .seconds(1))

        let still = fuse.holds(wall: Self.start, passed: .zero)
        #expect(!still)
    }

    @Test(arguments: [(-100, true), (0, true), (23, true), (25, false)])
    func `a clock a day before the last sweep was set back`(ago: Int64, isBelieved: Bool) {
        let seen = Self.start.advanced(byMilliseconds: ago * Self.hour)
        var fuse = ClockFuse(wall: Self.start, seen: seen)

        let holds = fuse.holds(wall: Self.start, passed: .zero)

        #expect(holds == isBelieved)
    }

    @Test func `no instant overflows`() {
        var fuse = ClockFuse(
            wall: Instant(milliseconds: .min), seen: Instant(milliseconds: .max))

        let holds = fuse.holds(wall: Instant(milliseconds: .max), passed: .seconds(1))

        #expect(!holds)
    }
}
