/// A shift made ready to be laid on dates: its times in minutes from the midnight of the work date.
final class ShiftPlan: Sendable {
    let shift: Shift
    let zone: Zone
    let slots: [Stretch]
    let breaks: [Stretch]

    struct Stretch: Sendable {
        /// Minutes from the midnight that begins the work date.
        var start: Int
        /// Later than `start`.
        var end: Int
        /// The slot's place in the shift as configured.
        var index: Int
    }

    init(_ shift: Shift, zone: Zone) {
        self.shift = shift
        self.zone = shift.zone ?? zone
        slots = Self.stretches(of: shift)
        let first = slots.first?.start ?? 0
        breaks = shift.breaks.map { pause in
            let start = pause.start.minutes + (pause.start.minutes < first ? 1440 : 0)
            return Stretch(start: start, end: start + pause.length, index: 0)
        }
    }

    /// The slots in order of time; one that follows a slot over midnight lies on the next day too.
    static func stretches(of shift: Shift) -> [Stretch] {
        var result: [Stretch] = []
        for (index, slot) in shift.slots.enumerated() {
            var start = slot.span.start.minutes
            if let previous = result.last, previous.end >= 1440, start + 1440 >= previous.end {
                start += 1440
            }
            result.append(Stretch(start: start, end: start + slot.span.length, index: index))
        }
        return result.sorted { $0.start < $1.start }
    }

    /// The instant at which clocks show so many minutes from the midnight of a date.
    func instant(_ date: CivilDate, minute: Int) -> Int64 {
        zone.instant(
            minute >= 1440 ? date.advanced(by: minute / 1440) : date,
            millisecondOfDay: minute % 1440 * 60_000
        ).milliseconds
    }

    /// When its first slot begins on a work date.
    func begins(on date: CivilDate) -> Int64 { instant(date, minute: slots.first?.start ?? 0) }

    /// The breaks of a work date.
    func pauses(on date: CivilDate) -> Spans {
        if breaks.isEmpty { return Spans() }
        return Spans(
            union: breaks.map {
                Span(lower: instant(date, minute: $0.start), upper: instant(date, minute: $0.end))
            })
    }
}
