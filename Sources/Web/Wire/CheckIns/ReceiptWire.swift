import Attendance
import Foundation
import JSON
import Timekeeping

/// Writes records: whole for those who sent them, less for those who only read lists.
enum ReceiptWire {
    /// How much of a record a caller sees.
    enum View: Sendable {
        /// Everything: whoever posts check-ins, and admins.
        case whole
        /// Status, place and time: HR and auditors.
        case status
    }

    static func write(
        _ record: Record, _ view: View, in language: Language, to writer: inout JSONWriter
    ) {
        let decision = record.decision
        writer.object { writer in
            writer.member("id", record.id.uuidString.lowercased())
            writer.member("sequence", record.sequence)
            writer.member("member", record.member.text)
            writer.member("direction", record.direction.rawValue)
            writer.member("occurredAt", instant: record.occurredAt.milliseconds)
            writer.member("receivedAt", instant: record.receivedAt.milliseconds)
            writer.member("decision", decision.verdict.rawValue)
            writer.member("required", decision.required.map(\.rawValue))
            writer.member("place") { write(decision.place, view, to: &$0) }
            writer.member("risk") { write(decision.risk, view, to: &$0) }
            if view == .whole {
                writer.member("findings") { writer in
                    writer.array { writer in
                        for finding in decision.findings {
                            write(finding, in: language, to: &writer)
                        }
                    }
                }
            }
            writer.member("workday") { write(record.workday, to: &$0) }
            writer.member("policyVersion", record.policyVersion)
            if decision.verdict != .accepted {
                // Whoever is not believed is told how to have a person look.
                writer.member("appeal", "check-ins/\(record.id.uuidString.lowercased())/disputes")
            }
            if let revision = record.blocklistRevision {
                writer.member("blocklistRevision", revision)
            }
            if let answers = record.answers {
                writer.member("answers", answers.uuidString.lowercased())
            }
            if let note = record.note { writer.member("note", note) }
        }
    }

    private static func write(_ place: Place, _ view: View, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("outcome", place.outcome.rawValue)
            writer.member("geofence", place.geofence?.text)
            writer.member("by", place.by.map(\.rawValue))
            guard view == .whole else { return }
            writer.member("distance", place.distance.map { rounded($0, to: 100) })
            writer.member("probability", place.probability.map { rounded($0, to: 10_000) })
        }
    }

    private static func write(_ risk: Risk, _ view: View, to writer: inout JSONWriter) {
        writer.object { writer in
            if view == .whole {
                writer.member("score", rounded(risk.score, to: 1e6))
                writer.member("coverage", rounded(risk.coverage, to: 100))
            }
            writer.member("codes", risk.codes.map(\.rawValue))
        }
    }

    private static func write(
        _ finding: Finding, in language: Language, to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.member("check", finding.check.rawValue)
            writer.member("code", finding.code.rawValue)
            writer.member("outcome", finding.outcome.rawValue)
            writer.member("weight", rounded(finding.weight, to: 1_000))
            writer.member("detail") { writer in
                writer.object { writer in
                    if let geofence = finding.geofence { writer.member("geofence", geofence.text) }
                    for (name, measure) in finding.detail.sorted(by: { $0.key < $1.key }) {
                        switch measure {
                        case .number(let value): writer.member(name, rounded(value, to: 1e6))
                        case .text(let text): writer.member(name, text)
                        }
                    }
                }
            }
            writer.member("message", Messages.sentence(for: finding, in: language))
        }
    }

    private static func write(_ part: Record.WorkdayPart?, to writer: inout JSONWriter) {
        guard let part else { return writer.null() }
        writer.object { writer in
            writer.member("date", part.date)
            writer.member("shift", part.shift)
            writer.member("slot", part.slot)
            writer.member("scheduledAt", instant: part.scheduledAt?.milliseconds)
            writer.member("result", part.result)
            writer.member("minutes", part.minutes)
        }
    }

    private static func rounded(_ value: Double, to parts: Double) -> Double {
        let scaled = (value * parts).rounded() / parts
        return scaled == 0 ? 0 : scaled
    }
}
