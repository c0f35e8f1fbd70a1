import Timekeeping

/// The slots of a day on one line, in the API's own words:
/// `on-duty 09:00 at 09:07:12 late 7; off-duty 18:00 missing`.
struct SlotText {
    let date: CivilDate
    let zone: Zone

    func text(_ slots: [WorkdaySlot]) -> String {
        slots.map(text).joined(separator: "; ")
    }

    private func text(_ slot: WorkdaySlot) -> String {
        var parts = [slot.slot.rawValue]
        if let due = slot.scheduledAt { parts.append(ClockText.text(due, from: date, in: zone)) }
        if let at = slot.at { parts.append("at " + ClockText.text(at, from: date, in: zone)) }
        parts.append(slot.result.rawValue)
        if slot.minutes != 0 { parts.append(String(slot.minutes)) }
        if slot.supplement != .none { parts.append(slot.supplement.rawValue) }
        return parts.joined(separator: " ")
    }
}
