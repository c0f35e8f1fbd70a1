import Timekeeping

/// What must hold before a check-in may be judged and recorded at all.
struct Admission {
    private let checkIn: CheckIn
    private let now: Instant

    /// Looks at a check-in as it arrives at a time.
    init(of checkIn: CheckIn, at now: Instant) {
        self.checkIn = checkIn
        self.now = now
    }

    /// Lets the check-in pass.
    ///
    /// - Throws: The first reason why nothing of it may be stored.
    func check(_ caseFile: CaseFile) throws(Refusal) {
        guard caseFile.organization.closedAt == nil else { throw .organizationClosed }
        guard let member = caseFile.member else { throw .unknownPerson }
        guard member.isOpen else { throw .memberClosed }
        try checkClock()
        try checkProof(caseFile.deviceKey)
        let lacking = checkIn.purposes.subtracting(member.consents)
        guard lacking.isEmpty else { throw .consentRequired(lacking.list) }
    }

    /// The key may have been replaced since the signature was verified.
    private func checkProof(_ key: DeviceKey?) throws(Refusal) {
        guard let proof = checkIn.proof else { return }
        let age = now.milliseconds(since: proof.signedAt)
        guard proof.point == key?.point, age.magnitude <= Limits.clockSkewMilliseconds.magnitude
        else { throw .signatureRefused }
    }

    private func checkClock() throws(Refusal) {
        let age = now.milliseconds(since: checkIn.occurredAt)
        let oldest =
            checkIn.isQueued ? Limits.queuedAgeMilliseconds : Limits.clockSkewMilliseconds
        guard age <= oldest, age >= -Limits.clockSkewMilliseconds else {
            throw .clockSkew(milliseconds: age)
        }
    }
}

/// A check-in that was refused by the rules of a revision.
public struct RefusedCheckIn: Error, Equatable, Sendable {
    /// Why.
    public let refusal: Refusal
    /// The revision of the rulebook that was in force.
    public let revision: Int64

    /// A refusal as its parts say.
    public init(refusal: Refusal, revision: Int64) {
        self.refusal = refusal
        self.revision = revision
    }
}

/// Why a check-in was refused; nothing of it is stored.
public enum Refusal: Error, Equatable, Sendable {
    /// The organization takes no more check-ins.
    case organizationClosed
    /// The organization has no such member.
    case unknownPerson
    /// The member takes no more check-ins.
    case memberClosed
    /// `occurredAt` lies so far before the server's time (negative: after it).
    case clockSkew(milliseconds: Int64)
    /// The evidence needs consents that are not active.
    case consentRequired([Purpose])
    /// A raw list of apps came where the device is to match by itself.
    case rawAppList
    /// The device names a rule at this place of its verdict that no blocklist ever had.
    case unknownRule(index: Int)
    /// The organization has no such face model.
    case unknownFaceModel
    /// The face vector is not of its model.
    case wrongDimension(got: Int, expected: Int)
    /// The device's signature is of another time, or by a key that is no longer registered.
    case signatureRefused
    /// The id was used for another body.
    case conflict
}
