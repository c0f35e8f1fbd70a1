import Attendance
import JSON

/// Reads and writes policies; `GET` tells exactly what `PUT` takes.
enum PolicyWire {
    static func read(_ reader: inout JSONReader) throws -> Policy {
        var policy = Policy()
        try reader.object { name, value in
            switch name {
            case "evidence": policy.evidence = try evidence(&value)
            case "place": policy.place = try place(&value)
            case "actions": policy.actions = try actions(&value)
            case "risk": policy.risk = try risk(&value)
            case "face": policy.face = try face(&value)
            case "apps": policy.apps = try apps(&value)
            case "device": policy.device = try device(&value)
            case "motion": policy.motion = try motion(&value)
            case "evidenceRetentionDays":
                policy.evidenceRetentionDays = try value.integer(in: 0...3_650)
            default: throw value.unknownMember()
            }
        }
        return policy
    }

    private static func evidence(_ reader: inout JSONReader) throws -> Policy.EvidenceDemands {
        var demands = Policy.EvidenceDemands()
        try reader.object { name, value in
            switch name {
            case "location": demands.location = try value.one(of: Policy.Demand.self)
            case "wifi": demands.wifi = try value.one(of: Policy.Demand.self)
            case "motion": demands.motion = try value.one(of: Policy.Demand.self)
            case "apps": demands.apps = try value.one(of: Policy.Demand.self)
            case "face": demands.face = try value.one(of: Policy.Demand.self)
            case "device": demands.device = try value.one(of: Policy.Demand.self)
            default: throw value.unknownMember()
            }
        }
        return demands
    }

    private static func place(_ reader: inout JSONReader) throws -> Policy.PlaceRule {
        var rule = Policy.PlaceRule()
        try reader.object { name, value in
            switch name {
            case "rule": rule.rule = try value.one(of: Policy.Proof.self)
            case "outside": rule.outside = try value.one(of: Policy.Outside.self)
            case "uncertain": rule.uncertain = try value.one(of: Policy.Action.self)
            case "minimumProbability": rule.minimumProbability = try value.double(in: 0...1)
            case "maximumAccuracy": rule.maximumAccuracy = try value.double(in: 0...1e6)
            default: throw value.unknownMember()
            }
        }
        return rule
    }

    private static func actions(
        _ reader: inout JSONReader
    ) throws -> [RiskCode: Policy.Action] {
        var actions: [RiskCode: Policy.Action] = [:]
        try reader.object { name, value in
            guard let code = RiskCode(rawValue: name.text) else { throw value.unknownMember() }
            actions[code] = try value.one(of: Policy.Action.self)
        }
        return actions
    }

    private static func risk(_ reader: inout JSONReader) throws -> Policy.RiskRule {
        var rule = Policy.RiskRule()
        try reader.object { name, value in
            switch name {
            case "prior": rule.prior = try value.double(in: 1e-6...0.999_999)
            case "challengeAt": rule.challengeAt = try value.double(in: 0...1)
            case "flagAt": rule.flagAt = try value.double(in: 0...1)
            case "rejectAt": rule.rejectAt = try value.double(in: 0...1)
            default: throw value.unknownMember()
            }
        }
        guard rule.challengeAt <= rule.flagAt, rule.flagAt <= rule.rejectAt else {
            throw reader.invalid("challengeAt, flagAt and rejectAt must not fall")
        }
        return rule
    }

    private static func face(_ reader: inout JSONReader) throws -> Policy.FaceRule {
        var rule = Policy.FaceRule()
        try reader.object { name, value in
            switch name {
            case "threshold": rule.threshold = try value.double(in: -1...100)
            case "liveness": rule.liveness = try value.one(of: Policy.Liveness.self)
            case "identify": rule.identify = try value.bool()
            default: throw value.unknownMember()
            }
        }
        return rule
    }

    private static func apps(_ reader: inout JSONReader) throws -> Policy.AppRule {
        var rule = Policy.AppRule()
        try reader.object { name, value in
            switch name {
            case "mode": rule.mode = try value.one(of: Policy.AppRule.Mode.self)
            default: throw value.unknownMember()
            }
        }
        return rule
    }

    private static func device(_ reader: inout JSONReader) throws -> Policy.DeviceRule {
        var rule = Policy.DeviceRule()
        try reader.object { name, value in
            switch name {
            case "maximumPerMember": rule.maximumPerMember = try value.integer(in: 1...100)
            case "sharedWindowHours": rule.sharedWindowHours = try value.integer(in: 0...8_760)
            default: throw value.unknownMember()
            }
        }
        return rule
    }

    private static func motion(_ reader: inout JSONReader) throws -> Policy.MotionRule {
        var rule = Policy.MotionRule()
        try reader.object { name, value in
            switch name {
            case "history": rule.history = try value.integer(in: Limits.motionHistory)
            default: throw value.unknownMember()
            }
        }
        return rule
    }

    static func write(_ policy: Policy, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("evidence") { writer in
                writer.object { writer in
                    for purpose in Purpose.allCases {
                        writer.member(purpose.rawValue, policy.evidence[purpose].rawValue)
                    }
                }
            }
            writer.member("place") { write(policy.place, to: &$0) }
            writer.member("actions") { writer in
                writer.object { writer in
                    for (code, action) in policy.actions.sorted(by: {
                        $0.key.rawValue < $1.key.rawValue
                    }) {
                        writer.member(code.rawValue, action.rawValue)
                    }
                }
            }
            writer.member("risk") { write(policy.risk, to: &$0) }
            writer.member("face") { write(policy.face, to: &$0) }
            writer.member("apps") { $0.object { $0.member("mode", policy.apps.mode.rawValue) } }
            writer.member("device") { write(policy.device, to: &$0) }
            if let motion = policy.motion {
                writer.member("motion") { $0.object { $0.member("history", motion.history) } }
            }
            writer.member("evidenceRetentionDays", policy.evidenceRetentionDays)
        }
    }

    private static func write(_ rule: Policy.PlaceRule, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("rule", rule.rule.rawValue)
            writer.member("outside", rule.outside.rawValue)
            writer.member("uncertain", rule.uncertain.rawValue)
            writer.member("minimumProbability", rule.minimumProbability)
            writer.member("maximumAccuracy", rule.maximumAccuracy)
        }
    }

    private static func write(_ rule: Policy.RiskRule, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("prior", rule.prior)
            writer.member("challengeAt", rule.challengeAt)
            writer.member("flagAt", rule.flagAt)
            writer.member("rejectAt", rule.rejectAt)
        }
    }

    private static func write(_ rule: Policy.FaceRule, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("threshold", rule.threshold)
            writer.member("liveness", rule.liveness.rawValue)
            writer.member("identify", rule.identify)
        }
    }

    private static func write(_ rule: Policy.DeviceRule, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("maximumPerMember", rule.maximumPerMember)
            writer.member("sharedWindowHours", rule.sharedWindowHours)
        }
    }
}
