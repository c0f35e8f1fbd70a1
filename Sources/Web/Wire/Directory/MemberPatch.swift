import Attendance
import JSON

/// What a body changes of a member's profile; `null` takes a value away.
struct MemberPatch: Sendable {
    fileprivate var name: String?
    fileprivate var department: String??
    fileprivate var email: String??
    fileprivate var hiredOn: String??
    fileprivate var leftOn: String??
    fileprivate var ageBand: Member.AgeBand?

    /// Whether it changes nothing but what the person itself knows best.
    var isPersonal: Bool {
        department == nil && hiredOn == nil && leftOn == nil && ageBand == nil
    }

    /// Changes a profile.
    ///
    /// - Throws: `invalid-body` when the last working day would come before the first.
    func apply(to profile: inout Member.Profile) throws(Problem) {
        if let name { profile.name = name }
        if let department { profile.department = department }
        if let email { profile.email = email }
        if let hiredOn { profile.hiredOn = hiredOn }
        if let leftOn { profile.leftOn = leftOn }
        if let ageBand { profile.ageBand = ageBand }
        if let hired = profile.hiredOn, let left = profile.leftOn, left < hired {
            throw Problem(.invalidBody, "leftOn must not be before hiredOn", at: "/leftOn")
        }
    }
}

extension MemberWire {
    static func patch(_ reader: inout JSONReader) throws -> MemberPatch {
        var patch = MemberPatch()
        try reader.object { member, value in
            switch member {
            case "name": patch.name = try value.name()
            case "department":
                patch.department = try value.takeNull() ? .some(nil) : try value.string(max: 1_024)
            case "email":
                patch.email = try value.takeNull() ? .some(nil) : try value.string(max: 320)
            case "hiredOn":
                patch.hiredOn = try value.takeNull() ? .some(nil) : try value.civilDate()
            case "leftOn":
                patch.leftOn = try value.takeNull() ? .some(nil) : try value.civilDate()
            case "ageBand": patch.ageBand = try value.one(of: Member.AgeBand.self)
            default: throw value.unknownMember()
            }
        }
        return patch
    }
}
