import Attendance
import Testing
import Timekeeping

@testable import Screening

/// Mock locations, the device's own words, whose device it is, and its clock.
struct DeviceChecksTests {
    @Test(arguments: [
        ([true] as [Bool?], FindingCode.mockReported, 5.7), ([false, true], .mockReported, 5.7),
        ([false, false], .mockDenied, -0.9), ([nil, true], .mockReported, 5.7),
    ])
    func `one mock fix is enough, and only all fixes deny it`(
        flags: [Bool?], code: FindingCode, weight: Double
    ) {
        let findings = MockLocationCheck().findings(in: Self.checkIn(mock: flags))

        #expect(findings.map(\.code) == [code])
        #expect(findings[0].weight == weight)
        #expect((findings[0].risk == .mockLocation) == (code == .mockReported))
    }

    @Test(arguments: [[], [nil], [false, nil]] as [[Bool?]])
    func `leaving the flag out lowers nothing`(flags: [Bool?]) {
        #expect(MockLocationCheck().findings(in: Self.checkIn(mock: flags)).isEmpty)
    }

    @Test(arguments: [RiskCode.rooted, .emulator, .developerOptions])
    func `only what a device admits counts`(risk: RiskCode) {
        func findings(_ answer: Bool?) -> [Finding] {
            var device = Device(id: "d", platform: .android)
            switch risk {
            case .rooted: device.isRooted = answer
            case .emulator: device.isEmulator = answer
            default: device.hasDeveloperOptions = answer
            }
            return DeviceCheck().findings(in: Sample.checkIn { $0.device = device })
        }

        #expect(findings(true).map(\.risk) == [risk])
        #expect(findings(false).isEmpty && findings(nil).isEmpty)
    }

    @Test(arguments: [(0, nil as Double?), (1, 1.5), (3, 4.5)])
    func `each other user of a device adds suspicion`(others: Int, weight: Double?) {
        let caseFile = Sample.caseFile { $0.otherUsersOfDevice = others }

        let findings = DeviceUseCheck().findings(in: Self.withDevice, against: caseFile)

        #expect(findings.first?.weight == weight)
        #expect(findings.first?.risk == (weight == nil ? nil : .sharedDevice))
    }

    @Test(arguments: [
        (nil as Bool?, 9, [] as [RiskCode]), (true, 9, []), (false, 2, [.newDevice]),
        (false, 3, [.newDevice, .tooManyDevices]),
    ])
    func `a new device is told, and one beyond the policy's number`(
        isKnown: Bool?, others: Int, risks: [RiskCode]
    ) {
        let caseFile = Sample.caseFile {
            $0.isKnownDevice = isKnown
            $0.otherDevicesOfMember = others
        }

        let findings = DeviceUseCheck().findings(in: Self.withDevice, against: caseFile)

        #expect(findings.compactMap(\.risk) == risks)
    }

    @Test(arguments: [(0, true, 1), (0, false, 0), (1, true, 0)])
    func `another member's device is told, unless it is shared just now`(
        others: Int, isOthers: Bool, count: Int
    ) {
        let caseFile = Sample.caseFile {
            $0.otherUsersOfDevice = others
            $0.isOthersDevice = isOthers
        }

        let findings = DeviceUseCheck().findings(in: Self.withDevice, against: caseFile)

        #expect(findings.count { $0.risk == .foreignDevice && $0.weight == 1.5 } == count)
    }

    @Test func `a kiosk is everybody's`() {
        let caseFile = Sample.caseFile { $0.otherUsersOfDevice = 40 }
        var checkIn = Self.withDevice
        checkIn.kiosk = [Sample.id("hq")]

        #expect(DeviceUseCheck().findings(in: checkIn, against: caseFile).isEmpty)
    }

    @Test(arguments: [
        (0, false, nil as FindingCode?), (120_000, false, nil), (120_001, false, .clockSkewed),
        (-120_001, false, .clockSkewed), (900_000, false, .clockSkewed), (120_000, true, nil),
        (86_400_000, true, .clockQueued), (-600_000, true, .clockSkewed),
    ])
    func `a clock that is off is told`(age: Int64, isQueued: Bool, code: FindingCode?) {
        let caseFile = Sample.caseFile { $0.receivedAt = Sample.now.advanced(byMilliseconds: age) }

        let findings = ClockCheck().findings(
            in: Sample.checkIn { $0.isQueued = isQueued }, against: caseFile)

        #expect(findings.map(\.code) == [code].compactMap(\.self))
        #expect(findings.allSatisfy { (0...1).contains($0.weight) })
    }

    private static let withDevice = Sample.checkIn {
        $0.device = Device(id: "d", platform: .android)
    }

    private static func checkIn(mock flags: [Bool?]) -> CheckIn {
        Sample.checkIn {
            let fixes = flags.flatMap { flag in Sample.location { $0.mock = flag }.fixes }
            $0.location = Location(coordinateSystem: .wgs84, fixes: fixes)
        }
    }
}
