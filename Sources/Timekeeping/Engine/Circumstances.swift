/// Everything but the punches that bears on one instance.
struct Circumstances: Sendable {
    let settings: Settings
    let asOf: Instant
    let pauses: Spans
    /// What excuses arriving and leaving.
    var arrival: Coverage.Cover?
    var departure: Coverage.Cover?
    /// Milliseconds by which the due start is put off.
    var lateStart: Int64 = 0
    /// Remedies that may fill a slot.
    var remedies: [RemedyBook.Claim] = []
}
