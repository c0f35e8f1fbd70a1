import Attendance
import Testing

@testable import Screening

/// Beacons, cells and networks.
struct SignalChecksTests {
    private static let uuid = "f7826da6-4fa2-4e98-8024-bc5b71e0893e"

    @Test(arguments: [
        (UInt16(1), UInt16(2), FindingCode.beaconsInside), (1, 3, .beaconsElsewhere),
        (2, 2, .beaconsElsewhere),
    ])
    func `a beacon is known by its numbers`(major: UInt16, minor: UInt16, code: FindingCode) {
        let source = Sample.source([
            Sample.geofence {
                $0.beacons = [BeaconSignal(uuid: Self.uuid.uppercased(), major: 1, minor: 2)]
            }
        ])
        let checkIn = Sample.checkIn {
            $0.beacons = [Beacon(uuid: Self.uuid, major: major, minor: minor, rssi: -70)]
        }

        #expect(BeaconCheck().findings(in: checkIn, by: source).map(\.code) == [code])
        #expect(BeaconCheck().findings(in: checkIn).map(\.code) == [.beaconsUnknown])
    }

    @Test func `a signal that is told again and again counts once, at its strongest`() {
        let source = Sample.source([
            Sample.geofence {
                $0.beacons = [
                    BeaconSignal(uuid: Self.uuid, major: 1, minor: 2),
                    BeaconSignal(uuid: Self.uuid, major: 1, minor: nil),
                ]
                $0.cells = [CellSignal(mcc: 460, mnc: 0, area: nil, cell: 9)]
            }
        ])
        let checkIn = Sample.checkIn {
            $0.beacons = [nil, -90, -60, -70].map {
                Beacon(uuid: Self.uuid, major: 1, minor: 2, rssi: $0)
            }
            $0.cells = [-100, -80].map { Cell(mcc: 460, mnc: 0, area: 7, cell: 9, rssi: $0) }
        }

        let findings =
            BeaconCheck().findings(in: checkIn, by: source)
            + CellCheck().findings(in: checkIn, by: source)

        #expect(findings.map { $0.number("count") } == [1, 1])
        #expect(findings.map { $0.number("rssi") } == [-60, -80])
    }

    @Test(arguments: [(Int64(9), FindingCode.cellsInside), (8, .cellsElsewhere)])
    func `a cell that is not known is no contradiction`(cell: Int64, code: FindingCode) {
        let source = Sample.source([
            Sample.geofence { $0.cells = [CellSignal(mcc: 460, mnc: 0, area: nil, cell: 9)] }
        ])
        let checkIn = Sample.checkIn {
            $0.cells = [Cell(mcc: 460, mnc: 0, area: 1, cell: cell)]
        }

        let findings = CellCheck().findings(in: checkIn, by: source)

        #expect(findings.map(\.code) == [code])
        #expect(findings[0].outcome != .contradicts)
    }

    @Test(arguments: [
        ("10.1.2.3", true), ("10.2.0.1", false), ("::ffff:10.1.2.3", true),
        ("2001:db8:1::5", true), ("2001:db9::5", false), ("", false), ("10.1.2.3:80", false),
        ("fe80::1%eth0", false),
    ])
    func `a network is known by its addresses`(address: String, isInside: Bool) {
        let source = Sample.source([
            Sample.geofence { $0.networks = ["10.1.0.0/16", "2001:db8::/32", "nonsense"] }
        ])
        let checkIn = Sample.checkIn { $0.peerAddress = address }

        let findings = NetworkCheck().findings(in: checkIn, by: source)

        #expect(findings.map(\.code) == [isInside ? .networkInside : .networkElsewhere])
        #expect(findings[0].outcome != .contradicts)
        #expect(CompiledRulebook(source).faults.count == 1)
    }

    @Test func `where no place names a network the address is not looked at`() {
        let checkIn = Sample.checkIn { $0.peerAddress = "10.1.2.3" }

        #expect(NetworkCheck().findings(in: checkIn).isEmpty)
    }
}
