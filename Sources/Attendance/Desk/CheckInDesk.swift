import Foundation
import Timekeeping

/// Receives check-ins: one read, a pure judgement, one write.
public struct CheckInDesk: Sendable {
    private let ledger: any Ledger
    private let rulebooks: any Rulebooks
    private let clock: @Sendable () -> Instant
    private let traces: @Sendable (CheckIn, OrganizationID) -> Traces
    private let lesson: Lesson

    /// What is known of a place once a scan was learned that a person vouches for; nil where there is
    /// nothing to learn.
    public typealias Lesson =
        @Sendable ([Traces.AccessPoint], Surroundings?, Instant) -> Surroundings?

    /// A desk that keeps its records in `ledger` and judges by `rulebooks`.
    ///
    /// - Parameters:
    ///   - traces: Makes what evidence is known by when it comes again.
    ///   - lesson: Learns what a place looks like from check-ins that people accept.
    public init(
        ledger: any Ledger,
        rulebooks: any Rulebooks,
        clock: @escaping @Sendable () -> Instant,
        traces: @escaping @Sendable (CheckIn, OrganizationID) -> Traces = { _, _ in Traces() },
        lesson: @escaping Lesson = { _, _, _ in nil }
    ) {
        self.ledger = ledger
        self.rulebooks = rulebooks
        self.clock = clock
        self.traces = traces
        self.lesson = lesson
    }

    /// Learns what a place looks like from a check-in that a person accepted after all.
    ///
    /// An accepted check-in taught when it came; and no check-in teaches twice.
    public func learn(
        from record: Record, in organization: OrganizationID
    ) async throws(StoreError) {
        let (now, lesson) = (clock(), lesson)
        try await ledger.teach(from: record, in: organization) { pending, known in
            lesson(pending.accessPoints, known, now)
        }
    }

    /// Judges a check-in and makes the judgement durable before it returns.
    ///
    /// A judgement stands only if the rulebook and the member's consents are still those it was
    /// made under; otherwise the check-in is judged again.
    ///
    /// - Returns: The new record, or the first one when the same body came before.
    /// - Throws: ``RefusedCheckIn`` or ``Refusal`` when nothing may be recorded, ``StoreError`` when nothing could be.
    public func receive(
        _ checkIn: CheckIn,
        in organization: OrganizationID
    ) async throws -> Receipt {
        var checkIn = checkIn
        checkIn.traces = traces(checkIn, organization)
        for _ in 0..<Limits.judgements {
            let now = clock()
            let atHand = rulebooks.kept(of: organization)?
                .bound(to: checkIn.member, at: checkIn.occurredAt)
            let inquiry = atHand?.inquiry(about: checkIn) ?? Inquiry(checkIn)
            var caseFile = try await ledger.caseFile(for: inquiry, in: organization, now: now)
            if let earlier = caseFile.earlier { return try replay(earlier, for: checkIn) }
            do throws(Refusal) {
                try Admission(of: checkIn, at: now).check(caseFile)
            } catch {
                throw RefusedCheckIn(refusal: error, revision: caseFile.revision)
            }
            caseFile.receivedAt = now

            let rulebook = try await rulebooks.rulebook(
                of: organization,
                revision: caseFile.revision
            ).bound(to: checkIn.member, at: checkIn.occurredAt)
            let kept = try rulebook.admit(checkIn)
            // Only the first check-in under new rules does not know what to ask for.
            if inquiry.revision != caseFile.revision,
                !inquiry.covers(rulebook.inquiry(about: checkIn))
            {
                continue
            }
            let draft = judge(kept, against: caseFile, by: rulebook, at: now)

            switch try await ledger.append(draft, for: kept, in: organization) {
            case .recorded(let record): return Receipt(record: record, isReplay: false)
            case .already(let record): return try replay(record, for: checkIn)
            case .outdated: continue
            }
        }
        throw StoreError.unavailable(
            during: "judging",
            cause: "what it is judged by changed during every judgement"
        )
    }

    private func judge(
        _ checkIn: CheckIn,
        against caseFile: CaseFile,
        by rulebook: any Rulebook,
        at now: Instant
    ) -> Draft {
        let examination = rulebook.examine(checkIn, against: caseFile)
        let decision = Decision(
            examination.findings,
            present: checkIn.carried,
            policy: rulebook.policy,
            calibration: rulebook.calibration
        )
        let clerk = ShiftClerk(caseFile, for: checkIn.member, by: rulebook.library)
        var record = Record(
            checkIn,
            direction: clerk.direction(of: checkIn),
            decision: decision,
            by: rulebook,
            revision: caseFile.revision,
            receivedAt: now
        )
        record.position = examination.position
        record.workday = clerk.part(of: record, at: now)
        if checkIn.apps != nil { record.blocklistRevision = rulebook.blocklistRevision }
        var draft = Draft(record: record, basis: caseFile.basis)
        draft.recurrences = caseFile.recurrences
        draft.contemporaries = Contemporaries(
            of: checkIn, caseFile, hours: rulebook.policy.device.sharedWindowHours)
        draft.motion = examination.motion
        draft.evidence = EvidenceRule(
            days: rulebook.policy.evidenceRetentionDays, group: rulebook.policyGroup)
        draft.motion?.slot = caseFile.slot(
            answering: checkIn.answers, most: rulebook.policy.motionHistory)
        guard decision.place.outcome == .inside, let place = decision.place.geofence else {
            return draft
        }
        if decision.verdict == .accepted {
            draft.lesson = examination.lessons[place].map {
                Draft.Lesson(place: place, surroundings: $0)
            }
        } else if !checkIn.traces.accessPoints.isEmpty {
            draft.pending = PendingLesson(
                place: place, accessPoints: checkIn.traces.accessPoints)
        }
        return draft
    }

    private func replay(_ record: Record, for checkIn: CheckIn) throws(Refusal) -> Receipt {
        guard record.bodyDigest.elementsEqual(checkIn.bodyDigest) else { throw .conflict }
        return Receipt(record: record, isReplay: true)
    }
}

/// What a client gets for a check-in.
public struct Receipt: Sendable {
    /// The record that was made.
    public let record: Record
    /// Whether it had been made before.
    public let isReplay: Bool

    /// A receipt for a record.
    public init(record: Record, isReplay: Bool) {
        self.record = record
        self.isReplay = isReplay
    }
}
