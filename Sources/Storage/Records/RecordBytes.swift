import Attendance
import Foundation
import JSON
import Sealing
import Timekeeping

/// A record as the bytes that its chain commits to; `Record`'s own decoding reads them back.
///
/// They are written member by member because every check-in pays for them: `JSONEncoder`, which wrote them before,
/// takes many times as long. Absent members are left out, as it left them out.
enum RecordBytes {
    /// The bytes of a record.
    static func encode(_ record: Record) -> [UInt8] {
        var writer = JSONWriter(capacity: 2_048)
        writer.object { write(record, to: &$0) }
        return writer.bytes
    }

    private static func write(_ record: Record, to writer: inout JSONWriter) {
        writer.present("answers", record.answers?.column)
        writer.present("blocklistRevision", record.blocklistRevision)
        writer.member("bodyDigest", Base64.encode([UInt8](record.bodyDigest), as: .padded))
        writer.member("decision") { writer in
            writer.object { write(record.decision, to: &$0) }
        }
        writer.member("direction", record.direction.rawValue)
        writer.member("id", record.id.column)
        writer.member("member", record.member.text)
        writer.present("note", record.note)
        writer.member("occurredAt", record.occurredAt.milliseconds)
        writer.present("origin", record.origin)
        writer.present("photo", record.photo) { photo, writer in
            writer.member("sha256", photo.sha256)
            writer.present("url", photo.url)
        }
        writer.member("policyVersion", record.policyVersion)
        writer.present("position", record.position) { position, writer in
            writer.present("accuracy", position.accuracy)
            writer.member("latitude", position.latitude)
            writer.member("longitude", position.longitude)
        }
        writer.member("receivedAt", record.receivedAt.milliseconds)
        writer.member("revision", record.revision)
        writer.member("sequence", record.sequence)
        writer.present("workday", record.workday) { workday, writer in
            writer.member("date", workday.date)
            writer.member("minutes", workday.minutes)
            writer.present("result", workday.result)
            writer.present("scheduledAt", workday.scheduledAt?.milliseconds)
            writer.present("shift", workday.shift)
            writer.present("slot", workday.slot)
        }
    }

    private static func write(_ decision: Decision, to writer: inout JSONWriter) {
        writer.member("findings") { writer in
            writer.array { writer in
                for finding in decision.findings {
                    writer.object { write(finding, to: &$0) }
                }
            }
        }
        writer.member("place") { writer in
            writer.object { writer in
                writer.member("by", decision.place.by.map(\.rawValue))
                writer.present("distance", decision.place.distance)
                writer.present("geofence", decision.place.geofence?.text)
                writer.member("outcome", decision.place.outcome.rawValue)
                writer.present("probability", decision.place.probability)
            }
        }
        writer.member("required", decision.required.map(\.rawValue))
        writer.member("risk") { writer in
            writer.object { writer in
                writer.member("codes", decision.risk.codes.map(\.rawValue))
                writer.member("coverage", decision.risk.coverage)
                writer.member("score", decision.risk.score)
            }
        }
        writer.member("verdict", decision.verdict.rawValue)
    }

    private static func write(_ finding: Finding, to writer: inout JSONWriter) {
        writer.present("action", finding.action?.rawValue)
        writer.member("check", finding.check.rawValue)
        writer.member("code", finding.code.rawValue)
        writer.member("detail") { writer in
            writer.object { writer in
                for (name, measure) in finding.detail.sorted(by: { $0.key < $1.key }) {
                    switch measure {
                    case .number(let number): writer.member(name, number)
                    case .text(let text): writer.member(name, text)
                    }
                }
            }
        }
        writer.present("geofence", finding.geofence?.text)
        writer.member("outcome", finding.outcome.rawValue)
        writer.present("risk", finding.risk?.rawValue)
        writer.member("weight", finding.weight)
    }
}

extension JSONWriter {
    /// Writes a member unless its value is absent.
    fileprivate mutating func present(_ name: String, _ value: (some JSONWritable)?) {
        if let value { member(name, value) }
    }

    /// Writes a member that is an object, unless its value is absent.
    fileprivate mutating func present<Value>(
        _ name: String, _ value: Value?, _ body: (Value, inout JSONWriter) -> Void
    ) {
        guard let value else { return }
        member(name) { writer in
            writer.object { body(value, &$0) }
        }
    }
}
