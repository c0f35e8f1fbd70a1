/// When an instance's slots are due. Milliseconds since the epoch.
struct DueTimes: Sendable {
    /// The due start, put off by a late evening or by leave.
    let start: Int64
    /// The due end as flexible hours move it; overtime begins here.
    let end: Int64
    /// When leaving is due: the due end, or the beginning of leave.
    let leaving: Int64
    /// The start before which time is early: moved by flexible hours only.
    let ownStart: Int64
    /// Lateness that is still normal.
    let lateLimit: Int64
    /// Whether leave or the like excuses any arrival, any departure.
    let excusesArrival: Bool
    let excusesDeparture: Bool

    init(_ instance: Instance, firstIn: Punch?, _ circumstances: Circumstances) {
        let flex = instance.plan.shift.flex
        let grace = Int64(instance.slot.lateGrace) * 60_000
        let ownDue = min(instance.start + circumstances.lateStart, instance.end)
        let back = circumstances.arrival?.span.upper
        excusesArrival = back.map { $0 >= instance.end } ?? false
        let isMoved = back != nil && !excusesArrival
        start = isMoved ? max(ownDue, back ?? ownDue) : ownDue
        lateLimit = isMoved ? grace : max(grace, Int64(flex.lateBy) * 60_000)

        var moved: Int64 = 0
        if back == nil, let firstIn {
            let delay = firstIn.at.milliseconds(since: Instant(milliseconds: ownDue))
            if delay > 0, delay <= Int64(flex.lateBy) * 60_000 { moved = delay }
            if delay < 0 { moved = max(delay, -Int64(flex.earlyBy) * 60_000) }
        }
        end = instance.end + moved
        ownStart = instance.start + min(0, moved)
        let gone = circumstances.departure?.span.lower
        excusesDeparture = gone.map { $0 <= instance.start } ?? false
        leaving = gone != nil && !excusesDeparture ? min(end, gone ?? end) : end
    }
}
