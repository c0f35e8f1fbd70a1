import Attendance
import Foundation
import Motion
import Testing
import Timekeeping

@testable import Screening

struct SurroundingsCheckTests {
    private static let place: GeofenceID = Sample.id("hq")

    private static func traces(_ ids: ClosedRange<Int64>) -> Traces {
        var traces = Traces()
        traces.accessPoints = ids.map { .init(trace: $0 << 40 - 5, strength: -50 - Double($0)) }
        return traces
    }

    private static func known(
        _ ids: ClosedRange<Int64>, checkIns: Int, at now: Instant = Sample.now
    ) -> Surroundings? {
        var known: Surroundings?
        for _ in 0..<checkIns {
            known = Surroundings.learning(RadioScan(traces(ids)), from: known, at: now)
        }
        return known
    }

    private static func findings(
        _ ids: ClosedRange<Int64>, at known: Surroundings?, after days: Int64 = 0
    ) throws -> [Finding] {
        var checkIn = try Sample.checkIn(wifi: "3c:84:6a:12:34:56")
        checkIn.traces = traces(ids)
        let caseFile = Sample.caseFile {
            $0.surroundings[place] = known
            $0.receivedAt = Sample.now.advanced(byMilliseconds: days * 86_400_000)
        }
        return SurroundingsCheck().findings(in: checkIn, against: caseFile)
    }

    @Test func `what was learned is read as it was written`() throws {
        let known = try #require(Self.known(1...9, checkIns: 12))
        let place = try #require(known.place(at: Sample.now))

        #expect(known.version == 12 && place.checkIns == 12)
        #expect(
            place.entries.map(\.id)
                == Self.traces(1...9).accessPoints.map {
                    UInt64(bitPattern: $0.trace)
                }.sorted())
        #expect(place.usualCount == 9)
        #expect(abs(place.entries[0].weight - 49) < 1e-3)
    }

    @Test func `a floor that a person vouches for is read as it was written, and agrees`() throws {
        let known = try #require(Self.known(1...9, checkIns: 12))
        let floor = Self.traces(31...39).accessPoints

        let taught = try #require(
            PlaceLesson.learning(floor, from: known, at: Sample.now))
        let place = try #require(taught.place(at: Sample.now))

        #expect(taught.version == 13)
        #expect(place.checkIns == 12 && place.entries.count == 9)
        #expect(place.spots.map(\.entries.count) == [9])
        #expect(abs((place.spots.first?.entries.first?.weight ?? 0) - 19) < 1e-3)
        #expect(try Self.findings(31...39, at: known).compactMap(\.risk) == [.wifiMismatch])
        #expect(try Self.findings(31...39, at: taught).map(\.code) == [.wifiAlike])
        #expect(try Self.findings(1...9, at: taught).map(\.code) == [.wifiAlike])
        #expect(try Self.findings(21...29, at: taught).compactMap(\.risk) == [.wifiMismatch])
        #expect(PlaceLesson.learning(Array(floor.prefix(4)), from: known, at: Sample.now) == nil)
    }

    @Test(arguments: [0, 3, 5, 9, 20, 41])
    func `cut and altered bytes are no surroundings, never a trap`(count: Int) throws {
        let known = try #require(Self.known(1...9, checkIns: 12))
        let floor = Self.traces(31...39).accessPoints
        let taught = try #require(PlaceLesson.learning(floor, from: known, at: Sample.now))
        func isPlace(_ bytes: [UInt8]) -> Bool {
            Surroundings(version: 1, learnedAt: Sample.now, bytes: bytes)
                .place(at: Sample.now) != nil
        }
        var altered = taught.bytes
        if count < altered.count { altered[count] ^= 0xff }

        #expect(isPlace(taught.bytes))
        #expect(!isPlace(Array(taught.bytes.prefix(count))))
        #expect(!isPlace(taught.bytes + [0]))
        _ = isPlace(altered)
    }

    @Test(
        arguments: [
            (1...9, 12, -4.0, false), (21...29, 12, 4, true), (21...29, 6, 2, false),
        ] as [(ClosedRange<Int64>, Int, Double, Bool)])
    func `a scan is held against what the place shows`(
        seen: ClosedRange<Int64>, checkIns: Int, weight: Double, isNamed: Bool
    ) throws {
        let findings = try Self.findings(seen, at: Self.known(1...9, checkIns: checkIns))

        let finding = try #require(findings.first)
        #expect(findings.count == 1 && abs(finding.weight - weight) < 0.2)
        #expect((finding.risk == .wifiMismatch) == isNamed)
        #expect(finding.geofence == Self.place)
    }

    @Test func `nothing is said of what is unknown, small or long forgotten`() throws {
        let known = Self.known(1...9, checkIns: 12)

        #expect(try Self.findings(21...29, at: nil).isEmpty)
        #expect(try Self.findings(21...24, at: known).isEmpty)
        #expect(try !Self.findings(21...29, at: known, after: 44).isEmpty)
        #expect(try Self.findings(21...29, at: known, after: 46).isEmpty)
    }

    @Test func `a place that is well known is learned every ten minutes only`() throws {
        let known = try #require(Self.known(1...9, checkIns: 20))
        let scan = RadioScan(Self.traces(1...9))
        func learned(after seconds: Int64) -> Surroundings? {
            let now = Sample.now.advanced(byMilliseconds: seconds * 1_000)
            return Surroundings.learning(scan, from: known, at: now)
        }

        #expect(learned(after: 599) == nil)
        #expect(learned(after: 600)?.version == 21)
    }

    @Test(arguments: [[], [1], [1, 0, 0, 0, 9], [UInt8](repeating: 255, count: 4 + 16 * 300)])
    func `bytes of another form trap nowhere`(bytes: [UInt8]) throws {
        let odd = Surroundings(version: .max - 1, learnedAt: Sample.now, bytes: bytes)

        _ = try Self.findings(1...9, at: odd)
        _ = Surroundings.learning(RadioScan(Self.traces(1...9)), from: odd, at: Sample.now)
        let memory = MotionMemory(bytes: bytes, endedAt: Sample.now)
        #expect((memory.window == nil) == (bytes.count % 12 != 0 || bytes.isEmpty))
    }
}
