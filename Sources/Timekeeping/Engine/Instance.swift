/// A slot of a shift on a date, with the window that owns punches. Milliseconds since the epoch.
struct Instance: Sendable {
    let plan: ShiftPlan
    let date: CivilDate
    /// The slot's place in the shift as configured.
    let index: Int
    let start: Int64
    let end: Int64
    /// Both bounds of the window belong to it, but a seam belongs to the earlier instance.
    var opens: Int64
    var closes: Int64

    init(_ plan: ShiftPlan, _ stretch: ShiftPlan.Stretch, on date: CivilDate) {
        self.plan = plan
        self.date = date
        index = stretch.index
        start = plan.instant(date, minute: stretch.start)
        end = max(start, plan.instant(date, minute: stretch.end))
        let slot = plan.shift.slots[stretch.index]
        opens = start - Int64(slot.opensBefore) * 60_000
        closes = end + Int64(slot.closesAfter) * 60_000
    }

    var stretch: ShiftPlan.Stretch? { plan.slots.first { $0.index == index } }
    var slot: ShiftSlot { plan.shift.slots[index] }
    var span: Span { Span(lower: start, upper: end) }
}
