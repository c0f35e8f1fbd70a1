import JSON
import Timekeeping

/// Reads the request of a dry run of rules over given punches, and writes its answer.
enum PreviewWire {
    /// Most days of the range.
    static let daysMax = 400
    /// Most punches.
    static let punchesMax = 20_000

    /// What a request leaves to the server.
    struct Surroundings {
        /// The organization's zone.
        var zone: Zone
        /// The default of `asOf`.
        var now: Instant
        /// Finds a calendar by its id.
        var calendar: (String) -> WorkCalendar? = BuiltInCalendar.named
    }

    /// A request, made ready to be run.
    struct Request {
        let timekeeper: Timekeeper
        let from: CivilDate
        let to: CivilDate
        let punches: [Punch]
        let context: Timekeeper.Context

        /// Runs the rules.
        func answer() -> Timekeeper.Sheet {
            timekeeper.workdays(from: from, to: to, punches: punches, context)
        }
    }

    static func read(
        _ reader: inout JSONReader, _ surroundings: Surroundings
    ) throws -> Request {
        var draft = PreviewDraft()
        try reader.object { name, value in try draft.take(name, &value, surroundings) }
        guard draft.hasShifts else { throw missing("shifts") }
        guard let from = draft.from else { throw missing("from") }
        guard let to = draft.to else { throw missing("to") }
        guard draft.hasPunches else { throw missing("punches") }
        guard from <= to, to.days - from.days < daysMax else {
            throw JSONError(.invalid, at: "/to", "must be 0 to \(daysMax - 1) days after from")
        }
        return try draft.request(from: from, to: to, surroundings)
    }

    static func write(_ sheet: Timekeeper.Sheet, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("workdays") { writer in
                writer.array { writer in
                    for row in sheet.rows { WorkdayWire.write(row, to: &writer) }
                }
            }
            writer.member("punches") { writer in
                writer.array { writer in
                    var previous: Punch?
                    for place in sheet.punches {
                        // The same instant and direction is the same punch.
                        defer { previous = place.punch }
                        if let previous, previous.at == place.punch.at,
                            previous.direction == place.punch.direction
                        {
                            continue
                        }
                        write(place, to: &writer)
                    }
                }
            }
        }
    }

    private static func write(_ place: PunchPlacement, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("at", instant: place.punch.at.milliseconds)
            writer.member("shift", place.shift)
            writer.member("workDate", place.workDate?.description)
            writer.member("slot", place.slot?.rawValue)
            writer.member("opens", instant: place.opens?.milliseconds)
            writer.member("closes", instant: place.closes?.milliseconds)
        }
    }

    private static func missing(_ member: String) -> JSONError {
        JSONError(.invalid, at: "/" + member, "the member is required")
    }
}
