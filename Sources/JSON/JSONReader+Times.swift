extension JSONReader {
    /// Reads an instant with its offset, such as `2026-11-23T08:58:41.120+08:00`.
    ///
    /// - Returns: Milliseconds since 1970-01-01T00:00:00Z.
    /// - Throws: `invalid` for anything that `RFC3339.milliseconds` does not take.
    public mutating func instant() throws(JSONError) -> Int64 {
        try time(RFC3339.milliseconds, "an RFC 3339 instant with an offset")
    }

    /// Reads a civil date, `2026-11-23`.
    public mutating func date() throws(JSONError) -> (year: Int, month: Int, day: Int) {
        try time(RFC3339.date, "a date as yyyy-MM-dd")
    }

    /// Reads a month, `2026-11`.
    public mutating func month() throws(JSONError) -> (year: Int, month: Int) {
        try time(RFC3339.month, "a month as yyyy-MM")
    }

    /// Reads a wall time, `08:59`, as minutes since midnight.
    public mutating func wallTime() throws(JSONError) -> Int {
        try time(RFC3339.wallTime, "a wall time as HH:mm")
    }

    private mutating func time<Time>(
        _ read: (String) -> Time?, _ expected: String
    ) throws(JSONError) -> Time {
        guard kind == .string else { throw mismatch(expected) }
        let text = try text(max: limits.stringBytes)
        guard let time = read(text) else { throw fail(.invalid, "must be \(expected)") }
        return time
    }
}
