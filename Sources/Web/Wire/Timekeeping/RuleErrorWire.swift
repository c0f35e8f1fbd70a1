import JSON
import Timekeeping

/// Tells a client what makes a configuration impossible to work by.
enum RuleErrorWire {
    static func error(_ error: RuleError) -> JSONError {
        let pointer = error.path.map { step in
            "/" + step.replacing("~", with: "~0").replacing("/", with: "~1")
        }
        return JSONError(.invalid, at: pointer.joined(), detail(error.fault))
    }

    private static func detail(_ fault: RuleError.Fault) -> String {
        switch fault {
        case .slotCount(let count, let maximum):
            "a shift has 1 to \(maximum) slots, not \(count)"
        case .slotsOverlap: "the slot overlaps another of the same day"
        case .windowTooLong(let minutes):
            "length and margins come to \(minutes) minutes and must stay below 1440"
        case .outOfRange(let value, let allowed):
            "\(value) is not within \(allowed.lowerBound)…\(allowed.upperBound)"
        case .thresholdsDisordered(let halfDay, let present):
            "half a day needs \(halfDay) minutes and a whole one only \(present)"
        case .emptyBreak: "a break must end at another time than it starts"
        case .cycleLength(let count, let maximum):
            "a rotation has 1 to \(maximum) entries, not \(count)"
        case .unknownShift: "the shift does not exist"
        case .shiftsOverlap(_, let first, _, let second):
            "the shifts of \(first) and \(second) overlap in time"
        case .leftBeforeHired: "the leaving date lies before the hire date"
        case .endsBeforeStart: "the end lies before the beginning"
        case .unreadable: AlteredWire.sentence
        }
    }
}
