/// A kind of data that is kept, as people are told of it.
public enum DataCategory: String, Codable, Sendable, CaseIterable {
    /// What the enterprise says of a person.
    case profile
    /// Consents given and withdrawn.
    case consents
    /// Check-ins, their findings and decisions.
    case checkIns = "check-ins"
    /// Raw evidence of check-ins that is kept for a while.
    case evidence
    /// Templates of faces, and digests that tell a repeated one.
    case faces
    /// Devices under the organization's pseudonyms.
    case devices
    /// Approvals, rosters, groups, reviews and what is worked out from them.
    case workdays
    /// What people ask for, and disputes.
    case rights
    /// Who received what.
    case disclosures
    /// The log of changes.
    case audit
    /// Keys that systems speak with, and wrapped keys that seal.
    case keys
    /// Places, policies, shifts, calendars, lists, notices: about nobody in particular.
    case rules
    /// The ledger by which erased people stay erased.
    case erasures

    /// Whether it speaks of people.
    public var isPersonal: Bool { ![.keys, .rules].contains(self) }

    /// The purposes of evidence that it is kept for; empty for what the employment needs.
    public var purposes: [Purpose] {
        switch self {
        case .checkIns: [.location, .motion, .wifi, .apps]
        case .evidence: [.location, .motion, .wifi, .device]
        case .faces: [.face]
        case .devices: [.device]
        default: []
        }
    }
}
