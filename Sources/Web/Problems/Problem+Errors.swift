import Attendance
import HTTPTypes
import JSON

extension Problem {
    /// What a client is told of an error of the layers below; nil for one that nobody foresaw.
    init?(telling error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as JSONError: self.init(telling: error)
        case let refusal as Refusal: self.init(telling: refusal)
        case let refused as RefusedCheckIn:
            self.init(telling: refused.refusal)
            if refused.refusal.isOfAPerson { ruleVersion = refused.revision }
        case let error as StoreError: self.init(telling: error)
        case let refusal as FaceRefusal: self.init(telling: refusal, below: "")
        default: return nil
        }
    }

    /// What a client is told of a body that could not be read.
    init(telling error: JSONError) {
        let code: ProblemCode =
            switch error.kind {
            case .malformed: .malformedJSON
            case .tooDeep: .bodyTooDeep
            case .invalid, .tooMany: .invalidBody
            case .unknownMember: .unknownMember
            }
        self.init(code, error.detail, at: error.pointer)
    }

    private init(telling refusal: Refusal) {
        switch refusal {
        case .organizationClosed: self.init(.organizationClosed)
        case .unknownPerson: self.init(.unknownPerson)
        case .memberClosed: self.init(.memberClosed)
        case .conflict: self.init(.checkInConflict)
        case .signatureRefused:
            self.init(.signatureRefused, "the time is out of range, or the key is not registered")
        case .rawAppList:
            self.init(
                .rawAppListRefused, "the device matches by itself", at: "/apps/installed")
        case .unknownFaceModel: self.init(telling: .unknownModel, below: "/face")
        case .wrongDimension(let got, let expected):
            self.init(telling: .wrongDimension(got: got, expected: expected), below: "/face")
        case .unknownRule(let index):
            self.init(.invalidBody, "no such rule", at: "/apps/matches/\(index)")
        case .clockSkew(let milliseconds):
            let seconds = milliseconds.magnitude / 1_000
            let detail =
                milliseconds < 0
                ? "occurredAt is \(seconds) s after the server's time"
                : "occurredAt is \(seconds) s before the server's time"
            self.init(.clockSkew, detail, at: "/occurredAt")
        case .consentRequired(let purposes):
            self.init(.consentRequired)
            extras = .purposes(purposes)
        }
        if refusal.isOfAPerson { appeal = "members/{member}/requests" }
    }

    private init(telling error: StoreError) {
        switch error {
        case .unknownOrganization, .notFound: self.init(.notFound)
        case .unknownMember: self.init(.unknownPerson)
        case .exists: self.init(.organizationExists)
        case .memberClosed: self.init(.memberClosed)
        case .held: self.init(.legalHold, "it is erased once the hold is lifted")
        case .unknownNotice: self.init(.unknownNotice)
        case .preconditionFailed: self.init(.preconditionFailed)
        case .tooManyFaces: self.init(.tooManyFaces, "at most 10 a member")
        case .tooManyDevices: self.init(.tooManyDevices, "at most \(Limits.devices) a member")
        case .challengeRefused:
            self.init(
                .challengeRefused, "it was not issued to the member, was used, or has ended",
                at: "/nonce")
        case .consentRequired(let purpose):
            self.init(.consentRequired)
            extras = .purposes([purpose])
        case .published: self.init(.noticePublished)
        case .guardianRequired: self.init(.guardianRequired)
        case .noticeTooShort:
            self.init(
                .invalidBody, "a major change needs seven days' notice", at: "/effectiveAt")
        case .altered: self.init(.unreadable)
        case .unavailable: self.init(retry: .unavailable)
        case .overloaded: self.init(retry: .overloaded)
        case .unknownOutcome: self.init(retry: .unknownOutcome)
        }
    }

    private init(telling refusal: FaceRefusal, below pointer: String) {
        switch refusal {
        case .unknownModel: self.init(.invalidBody, "no such model", at: pointer + "/model")
        case .wrongDimension(let got, let expected):
            self.init(
                .invalidVector, "has \(got) components, the model has \(expected)",
                at: pointer + "/vector")
        case .notEnrolled: self.init(.faceNotEnrolled)
        case .identifyingOff:
            self.init(.forbidden, "the policy does not let faces be identified")
        }
    }

    private init(retry code: ProblemCode) {
        self.init(code)
        retryAfter = 1
    }
}

extension Refusal {
    /// Whether it turns a known person away, rather than a body or a client's mistake.
    fileprivate var isOfAPerson: Bool {
        switch self {
        case .consentRequired, .memberClosed, .organizationClosed, .clockSkew: true
        default: false
        }
    }
}
