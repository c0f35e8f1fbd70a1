import Testing

@testable import Attendance

struct EnrolmentAlarmTests {
    @Test func `each step is told once on the way up, and again after a fall`() {
        var alarm = EnrolmentAlarm()

        let told = [0, 79_999, 80_000, 99_999, 100_000, 100_001, 79_999, 100_000].map {
            alarm.step(at: $0)
        }

        #expect(told == [nil, nil, 80_000, nil, 100_000, nil, nil, 100_000])
    }
}
