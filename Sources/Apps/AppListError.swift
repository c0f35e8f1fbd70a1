/// Why a list of apps, or a phone's verdict on one, is refused. No case carries an app.
public enum AppListError: Error, Equatable, Sendable {
    /// More entries than `AppLimits` allows.
    case tooMany(got: Int, maximum: Int)
    /// The entry at this place is empty or too long.
    case entry(index: Int)
    /// The phone reports a rule that no revision of the list has had.
    case unknownRule(index: Int)
    /// The phone reports a revision that is yet to come, or not a number above 0.
    case unknownRevision(Int64)
}
