import Attendance
import Foundation
import Testing
import Timekeeping

@testable import Storage

/// Records as bytes, held to Foundation's own encoding, which wrote the older ones.
struct RecordBytesTests {
    @Test(arguments: 0..<60)
    func `a record is read back whole`(number: Int) throws {
        let record = try Self.record(number)

        let bytes = RecordBytes.encode(record)

        #expect(try JSONBytes.decode(Record.self, bytes) == record)
        #expect(try Self.members(of: bytes) == Self.members(of: JSONBytes.encode(record)))
    }

    @Test(arguments: 0..<60)
    func `an outline says what the record says`(number: Int) throws {
        let record = try Self.record(number)

        for bytes in [RecordBytes.encode(record), try JSONBytes.encode(record)] {
            let outline = try RecordOutline(bytes[...])

            #expect(outline.id == record.id)
            #expect(outline.member == record.member.text)
            #expect(outline.direction == record.direction.rawValue)
            #expect(outline.occurredAt == record.occurredAt.milliseconds)
            #expect(outline.verdict == record.decision.verdict)
            #expect(outline.geofence == record.decision.place.geofence?.text)
            #expect(outline.codes == RecordCells.codes(of: record))
            #expect(outline.position == record.position)
            #expect(outline.place == record.decision.place.outcome.rawValue)
            #expect(outline.origin == record.origin)
        }
    }

    /// A record that has what its number says, so that every member comes and stays away.
    private static func record(_ number: Int) throws -> Record {
        let checkIn = try Sample.checkIn(
            direction: number.isMultiple(of: 3) ? .in : .out, after: Int64(number) * 977)
        let decision =
            number.isMultiple(of: 4)
            ? Decision(trustingPlace: number > 20 ? try Sample.id("hq") : nil)
            : Decision(try findings(number), present: Purposes(.location), policy: Policy())
        var record = Record(
            checkIn, direction: checkIn.direction, decision: decision, by: PlainRulebook(),
            revision: Int64(number), receivedAt: Sample.start)
        record.sequence = number.isMultiple(of: 2) ? 0 : .max
        if !number.isMultiple(of: 6) { record.note = "\"\\/\u{1}\n \u{1F600} 备注 \(number)" }
        if number.isMultiple(of: 2) {
            record.position = .init(
                latitude: 31.3 / Double(number + 1), longitude: -1e-7 * Double(number),
                accuracy: number.isMultiple(of: 5) ? nil : 12.5)
        }
        if number.isMultiple(of: 7) { record.origin = "device" }
        if number.isMultiple(of: 5) { record.answers = UUID() }
        if number.isMultiple(of: 8) { record.blocklistRevision = Int64(number) }
        if number.isMultiple(of: 9) {
            record.photo = Photo(sha256: "00ff", url: number > 20 ? "https://a.example/b" : nil)
        }
        if number % 4 == 1 {
            record.workday = .init(
                date: "2026-11-23", shift: number > 30 ? "day" : nil,
                slot: number > 30 ? "on-duty" : nil, scheduledAt: number > 30 ? Sample.start : nil,
                result: number > 40 ? "late" : nil, minutes: number)
        }
        return record
    }

    private static func findings(_ number: Int) throws -> [Finding] {
        let hq: GeofenceID = try Sample.id("hq")
        let all = [
            Finding(.geofence, .placeInside, .supports, weight: -2.1).at(hq)
                .with("distance", -34.2).with("probability", 0.998),
            Finding(.mockLocation, .mockReported, .contradicts, weight: 5.7)
                .with(risk: .mockLocation).with(action: .reject).with("provider", "gps \"2\""),
            Finding(.clock, .clockSkewed, .inconclusive, weight: 1e-300).with("seconds", 1e21),
            Finding(.wifi, .wifiMissing, .missing),
        ]
        return all.enumerated().filter { number >> $0.offset & 1 == 0 }.map(\.element)
    }

    /// What a parser that is not ours makes of the bytes.
    private static func members(of bytes: [UInt8]) throws -> NSDictionary {
        let tree = try JSONSerialization.jsonObject(with: Data(bytes))
        var members = try #require(tree as? [String: Any])
        for name in ["id", "answers"] {
            members[name] = (members[name] as? String)?.lowercased()
        }
        return members as NSDictionary
    }
}
