import HTTPTypes

/// Every way in which a request can fail, in words that machines read; a code never changes.
public enum ProblemCode: String, Sendable, CaseIterable {
    case malformedJSON = "malformed-json"
    case bodyTooDeep = "body-too-deep"
    case badRequest = "bad-request"
    case invalidCursor = "invalid-cursor"
    case unauthenticated
    case forbidden
    case consentRequired = "consent-required"
    case guardianRequired = "guardian-required"
    case signatureRefused = "signature-refused"
    case notFound = "not-found"
    case unknownPerson = "unknown-person"
    case methodNotAllowed = "method-not-allowed"
    case notAcceptable = "not-acceptable"
    case organizationExists = "org-exists"
    case checkInConflict = "check-in-id-conflict"
    case noticePublished = "notice-published"
    case alternativeRequired = "alternative-required"
    case inUse = "in-use"
    case legalHold = "legal-hold"
    case backupRunning = "backup-running"
    case faceNotEnrolled = "face-not-enrolled"
    case tooManyFaces = "too-many-faces"
    case tooManyDevices = "too-many-devices"
    case challengeRefused = "challenge-refused"
    case memberClosed = "member-closed"
    case organizationClosed = "org-closed"
    case preconditionFailed = "precondition-failed"
    case bodyTooLarge = "body-too-large"
    case unsupportedMediaType = "unsupported-media-type"
    case imageRefused = "image-refused"
    case misdirected = "misdirected-region"
    case invalidBody = "invalid-body"
    case unknownMember = "unknown-member"
    case tooManySamples = "too-many-samples"
    case invalidVector = "invalid-vector"
    case clockSkew = "clock-skew"
    case invalidGeometry = "invalid-geometry"
    case ambiguousAntimeridian = "ambiguous-antimeridian"
    case unknownNotice = "unknown-notice"
    case rawAppListRefused = "raw-app-list-refused"
    case rateLimited = "rate-limited"
    case internalError = "internal-error"
    case overloaded
    case unknownOutcome = "unknown-outcome"
    case unavailable
    case unreadable

    /// The status that the code is answered with.
    public var status: HTTPResponse.Status {
        switch self {
        case .malformedJSON, .bodyTooDeep, .badRequest, .invalidCursor: .badRequest
        case .unauthenticated: .unauthorized
        case .forbidden, .consentRequired, .guardianRequired, .signatureRefused: .forbidden
        case .notFound, .unknownPerson: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .notAcceptable: .notAcceptable
        case .noticePublished, .organizationExists, .checkInConflict, .alternativeRequired,
            .inUse, .legalHold, .backupRunning, .faceNotEnrolled, .tooManyFaces, .tooManyDevices,
            .challengeRefused:
            .conflict
        case .memberClosed, .organizationClosed: .gone
        case .preconditionFailed: .preconditionFailed
        case .bodyTooLarge: .contentTooLarge
        case .unsupportedMediaType, .imageRefused: .unsupportedMediaType
        case .misdirected: .misdirectedRequest
        case .invalidBody, .unknownMember, .tooManySamples, .invalidVector, .clockSkew,
            .invalidGeometry, .ambiguousAntimeridian, .unknownNotice, .rawAppListRefused:
            .unprocessableContent
        case .rateLimited: .tooManyRequests
        case .internalError, .unreadable: .internalServerError
        case .overloaded, .unknownOutcome, .unavailable: .serviceUnavailable
        }
    }
}
