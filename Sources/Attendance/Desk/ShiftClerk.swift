import Timekeeping

/// Tells what a check-in is to the shift that it falls into.
struct ShiftClerk {
    private let timekeeper: Timekeeper?
    private let caseFile: CaseFile
    private let punches: [Punch]

    init(_ caseFile: CaseFile, for member: MemberID, by library: RuleLibrary?) {
        self.caseFile = caseFile
        let recent = caseFile.recent
        timekeeper = library.flatMap { library in
            library.isEmpty
                ? nil
                : library.timekeeper(
                    for: member, caseFile.member?.employment ?? Employment(),
                    roster: recent.roster)
        }
        punches = Review.applied(recent.reviews, to: recent.punches)
    }

    /// The direction of a check-in, `in` or `out`: what comes next in the present shift.
    func direction(of checkIn: CheckIn) -> Direction {
        guard checkIn.direction == .auto, let timekeeper else {
            return NextDirection(caseFile).resolve(checkIn)
        }
        let next = timekeeper.nextAction(at: checkIn.occurredAt, after: punches)
        return next.direction == .out ? .out : .in
    }

    /// What a record means to its workday; nil where there are no rules, or it does not count.
    func part(of record: Record, at now: Instant) -> Record.WorkdayPart? {
        guard record.counts, let timekeeper else { return nil }
        let punch = ReviewedPunch(record).punch(id: record.id)
        let meaning = timekeeper.meaning(
            of: punch, among: punches,
            .init(approvals: caseFile.recent.approvals, asOf: max(now, record.occurredAt)))
        return Record.WorkdayPart(
            date: meaning.date.description, shift: meaning.shift, slot: meaning.slot?.rawValue,
            scheduledAt: meaning.scheduledAt, result: meaning.result?.rawValue,
            minutes: meaning.minutes)
    }
}
