import Attendance
import JSON

/// What a check-in's shift depends on in a member's profile, read from the bytes that were sealed.
///
/// Reading only these is many times as fast as decoding the profile, and every check-in does.
struct ProfileOutline {
    private(set) var employment = Employment()

    /// Reads the bytes that `JSONBytes` made of a profile.
    ///
    /// - Throws: `JSONError` for anything else.
    init(_ bytes: [UInt8]) throws(JSONError) {
        var hiredOn: String?
        var leftOn: String?
        try JSONReader.read(bytes, limits: RecordOutline.limits) { reader in
            try reader.object { name, value in
                switch name {
                case "hiredOn": hiredOn = try value.string()
                case "leftOn": leftOn = try value.string()
                default: try value.skip()
                }
            }
        }
        employment = Employment(hiredOn: hiredOn, leftOn: leftOn)
    }
}
