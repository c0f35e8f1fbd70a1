import Attendance
import Motion
import Timekeeping

/// What a place learns from a check-in that a person vouches for.
public enum PlaceLesson {
    /// What is known of the place afterwards: a spot of it that sounds otherwise is known from now on.
    /// Nil where fewer than five access points are left to learn from.
    public static func learning(
        _ accessPoints: [Traces.AccessPoint], from known: Surroundings?, at now: Instant
    ) -> Surroundings? {
        var traces = Traces()
        traces.accessPoints = accessPoints
        return Surroundings.learning(
            RadioScan(traces), from: known, at: now, isVouchedFor: true)
    }
}
