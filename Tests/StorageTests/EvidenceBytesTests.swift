import Attendance
import Foundation
import Material
import Testing

@testable import Storage

struct EvidenceBytesTests {
    private static func again(_ evidence: KeptEvidence, _ purpose: Purpose) throws -> KeptEvidence {
        let bytes = try #require(EvidenceBytes.encode(evidence, purpose))
        var read = KeptEvidence()
        try EvidenceBytes.decode(bytes, purpose, into: &read)
        return read
    }

    @Test(arguments: [
        [], [0.1, 9.8, -0.0003], [Double(Float(0.1)), 1], [1e300, 0.1], [.pi, 1e-9],
        [-3_600_000.5, 12], [214_748.3647, 0.1], [214_749, 0.1], [1e39, 2],
    ])
    func `a column comes back exactly`(values: [Double]) throws {
        var writer = PackedWriter()
        writer.column(values)
        var reader = PackedReader(writer.bytes)

        #expect(try reader.column() == values)
        #expect(reader.isAtEnd)
    }

    @Test func `short decimals and floats take four bytes each`() {
        for values in [
            [0.1, 9.81, -0.0003], [Double(Float(0.1)), 1, 2], [1.2345678, -3.25, 0.1],
        ] {
            var writer = PackedWriter()
            writer.column(values)
            #expect(writer.bytes.count == 3 + 4 * values.count)
        }
    }

    @Test func `radio and device come back as they were`() throws {
        var evidence = KeptEvidence()
        evidence.cells = [Cell(mcc: 460, mnc: 1, area: nil, cell: 9, rssi: -80)]
        evidence.beacons = [Beacon(uuid: "ABC", major: 65_535, minor: 0)]
        let seen = BSSID("02:00:00:00:00:01").map { WiFi.Sighting(bssid: $0, ssid: nil, rssi: -5) }
        evidence.wifi = WiFi(connected: nil, scan: seen.map { [$0] } ?? [])
        evidence.device = DeviceTraits(platform: .harmony)
        evidence.device?.isRooted = false

        #expect(try Self.again(evidence, .location).cells == evidence.cells)
        #expect(try Self.again(evidence, .location).location == nil)
        #expect(try Self.again(evidence, .wifi).beacons == evidence.beacons)
        #expect(try Self.again(evidence, .wifi).wifi?.scan.first?.rssi == -5)
        #expect(try Self.again(evidence, .device).device == evidence.device)
        #expect(EvidenceBytes.encode(evidence, .motion) == nil)
        #expect(EvidenceBytes.encode(evidence, .face) == nil)
    }

    @Test func `the most that a check-in carries stays bounded`() throws {
        let values = (0..<Limits.samples).map { 1e-7 * .pi * Double($0 + 1) }
        var evidence = KeptEvidence()
        var motion = Motion()
        motion.accelerometer = .init(t: values, x: values, y: values, z: values)
        motion.gyroscope = motion.accelerometer
        motion.rotationVector = .init(t: values, x: values, y: values, z: values, w: values)
        evidence.motion = motion

        let bytes = try #require(EvidenceBytes.encode(evidence, .motion))

        #expect(bytes.count < 320 * 1_024)
        #expect(try Self.again(evidence, .motion).motion?.rotationVector?.w == values)
    }

    @Test func `bytes that were cut or changed never trap`() throws {
        var evidence = KeptEvidence()
        evidence.location = Location(
            coordinateSystem: .wgs84, fixes: [Fix(t: 0, latitude: 31, longitude: 121)])
        evidence.motion = Motion()
        evidence.motion?.accelerometer = .init(t: [0, 1], x: [1, 2], y: [1, 2], z: [0.1, 2])
        var random = Seeded(7)
        for purpose in [Purpose.location, .motion] {
            let whole = try #require(EvidenceBytes.encode(evidence, purpose))
            for count in whole.indices {
                var read = KeptEvidence()
                #expect(throws: EngineError.self) {
                    try EvidenceBytes.decode(Array(whole.prefix(count)), purpose, into: &read)
                }
            }
            for _ in 0..<2_000 {
                var changed = whole
                let place = Int.random(in: changed.indices, using: &random)
                changed[place] = UInt8.random(in: .min ... .max, using: &random)
                var read = KeptEvidence()
                // Either outcome is right; a trap would end the suite.
                _ = try? EvidenceBytes.decode(changed, purpose, into: &read)
            }
        }
    }
}
