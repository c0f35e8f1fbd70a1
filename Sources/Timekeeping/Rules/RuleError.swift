/// What makes a configuration impossible to work by.
public struct RuleError: Error, Hashable, Sendable {
    /// JSON-pointer tokens from the document that was checked to the member at fault.
    public let path: [String]
    /// What is wrong.
    public let fault: Fault

    /// An error at a place.
    public init(_ fault: Fault, at path: [String]) {
        self.fault = fault
        self.path = path
    }

    /// The same error seen from a document that contains the one that was checked.
    public func under(_ outer: [String]) -> RuleError { RuleError(fault, at: outer + path) }

    /// What can be wrong.
    public enum Fault: Hashable, Sendable {
        /// A shift without slots, or with more than the maximum.
        case slotCount(Int, maximum: Int)
        /// Two slots of one day overlap.
        case slotsOverlap
        /// The length plus both margins reaches a whole day; minutes.
        case windowTooLong(Int)
        /// A number outside its range.
        case outOfRange(Int, allowed: ClosedRange<Int>)
        /// A half day must not need more than a whole one.
        case thresholdsDisordered(halfDay: Int, present: Int)
        /// A break of a whole day.
        case emptyBreak
        /// A cycle without entries, or with more than the maximum.
        case cycleLength(Int, maximum: Int)
        /// A shift that does not exist.
        case unknownShift(String)
        /// Two shifts of one member overlap in time.
        case shiftsOverlap(String, CivilDate, String, CivilDate)
        /// A leaving date before the hire date.
        case leftBeforeHired
        /// An approval or a range that ends before it begins.
        case endsBeforeStart
        /// What is stored of the member is not what was written.
        case unreadable
    }
}
