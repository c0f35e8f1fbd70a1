import Attendance
import JSON
import Timekeeping

/// Reads and writes members and their consents.
enum MemberWire {
    /// A member as a body writes it, with the consents that the organization attests.
    struct Entry {
        var member: Member
        var consents: [Purpose]
        var noticeVersion: String?
    }

    /// - Parameter id: The id in the path; nil to take the body's own `member`.
    static func entry(_ reader: inout JSONReader, id: MemberID?) throws -> Entry {
        var own: MemberID?
        var name: String?
        var profile = Member.Profile(name: "")
        var consents: [Purpose] = []
        var notice: String?
        try reader.object { member, value in
            switch member {
            case "member" where id == nil: own = try value.identifier()
            case "name": name = try value.name()
            case "department": profile.department = try value.string(max: 1_024)
            case "email": profile.email = try value.string(max: 320)
            case "hiredOn": profile.hiredOn = try value.civilDate()
            case "leftOn": profile.leftOn = try value.civilDate()
            case "ageBand": profile.ageBand = try value.one(of: Member.AgeBand.self)
            case "consents": consents = try value.array(max: 16) { try $0.one(of: Purpose.self) }
            case "noticeVersion": notice = try value.identifierText()
            default: throw value.unknownMember()
            }
        }
        let named = try reader.required(id ?? own, "member")
        profile.name = try reader.required(name, "name")
        if let hired = profile.hiredOn, let left = profile.leftOn, left < hired {
            throw JSONError(.invalid, at: "/leftOn", "leftOn must not be before hiredOn")
        }
        return Entry(
            member: Member(id: named, profile: profile), consents: consents,
            noticeVersion: notice)
    }

    static func write(_ member: Member, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("member", member.id.text)
            writer.member("name", member.profile.name)
            writer.member("department", member.profile.department)
            writer.member("email", member.profile.email)
            writer.member("hiredOn", member.profile.hiredOn)
            writer.member("leftOn", member.profile.leftOn)
            writer.member("ageBand", member.profile.ageBand.rawValue)
            writer.member("state", member.state.rawValue)
            writer.member("closesAt", instant: member.closesAt?.milliseconds)
            writer.member("closedAt", instant: member.closedAt?.milliseconds)
        }
    }

    /// What a consent says, apart from its purpose and the notice in effect.
    struct Consent {
        var noticeVersion: String?
        var grantedAt: Instant?
        var channel = "app"
    }

    static func consent(_ reader: inout JSONReader) throws -> Consent {
        var consent = Consent()
        try reader.object { member, value in
            switch member {
            case "noticeVersion": consent.noticeVersion = try value.identifierText()
            case "grantedAt": consent.grantedAt = Instant(milliseconds: try value.instant())
            case "channel": consent.channel = try value.string(min: 1, max: 64)
            default: throw value.unknownMember()
            }
        }
        return consent
    }

    static func write(_ receipt: ConsentReceipt, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("purpose", receipt.purpose.rawValue)
            writer.member("action", receipt.action.rawValue)
            writer.member("noticeVersion", receipt.noticeVersion)
            writer.member("at", instant: receipt.at.milliseconds)
            writer.member("recordedAt", instant: receipt.recordedAt.milliseconds)
            writer.member("channel", receipt.channel)
        }
    }
}
