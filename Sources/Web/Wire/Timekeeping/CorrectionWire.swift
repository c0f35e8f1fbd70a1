import Attendance
import Foundation
import JSON
import Timekeeping

/// Reads and writes reviews and disputes.
enum CorrectionWire {
    /// A reviewer's decision and the reason for it.
    static func review(_ reader: inout JSONReader) throws -> (isAccepted: Bool, reason: String) {
        var decision: Choice?
        var reason: String?
        try reader.object { name, value in
            switch name {
            case "decision": decision = try value.one(of: Choice.self)
            case "reason": reason = try value.string(min: 1)
            default: throw value.unknownMember()
            }
        }
        let known = try reader.required(decision, "decision")
        return (known == .accepted, try reader.required(reason, "reason"))
    }

    /// What a person objects to.
    static func reason(_ reader: inout JSONReader) throws -> String {
        var reason: String?
        try reader.object { name, value in
            switch name {
            case "reason": reason = try value.string(min: 1)
            default: throw value.unknownMember()
            }
        }
        return try reader.required(reason, "reason")
    }

    static func write(_ review: Review, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("checkIn", review.checkIn.uuidString.lowercased())
            writer.member("member", review.member.text)
            writer.member("decision", decision(review))
            writer.member("reason", review.reason)
            writer.member("by", review.reviewer)
            writer.member("reviewedAt", instant: review.at.milliseconds)
        }
    }

    /// - Parameter review: The newest review of the check-in; it decides what was filed before it.
    static func write(
        _ dispute: Dispute, decidedBy review: Review?, to writer: inout JSONWriter
    ) {
        let decided = review.flatMap { $0.at >= dispute.at ? $0 : nil }
        writer.object { writer in
            writer.member("id", dispute.id)
            writer.member("checkIn", dispute.checkIn.uuidString.lowercased())
            writer.member("member", dispute.member.text)
            writer.member("reason", dispute.reason)
            writer.member("filedBy", dispute.filedBy)
            writer.member("filedAt", instant: dispute.at.milliseconds)
            writer.member("state", decided == nil ? "open" : "decided")
            writer.member("decision", decided.map(decision))
            writer.member("decidedAt", instant: decided?.at.milliseconds)
        }
    }

    private static func decision(_ review: Review) -> String {
        review.isAccepted ? "accepted" : "rejected"
    }

    private enum Choice: String, CaseIterable {
        case accepted, rejected
    }
}
