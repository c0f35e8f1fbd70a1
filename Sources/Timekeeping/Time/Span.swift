/// A stretch of time in milliseconds since the epoch; the upper end is its own last moment.
struct Span: Hashable, Sendable {
    var lower: Int64
    var upper: Int64

    var length: Int64 { max(0, upper - lower) }

    func contains(_ moment: Int64) -> Bool { lower <= moment && moment <= upper }

    func clipped(to other: Span) -> Span? {
        let part = Span(lower: max(lower, other.lower), upper: min(upper, other.upper))
        return part.lower < part.upper ? part : nil
    }
}

/// Disjoint spans in order.
struct Spans: Sendable {
    private(set) var parts: [Span]

    /// Nothing.
    init() { parts = [] }

    /// The union of any spans.
    init(union spans: [Span]) {
        guard spans.count > 1 else {
            parts = spans.filter { $0.lower < $0.upper }
            return
        }
        parts = []
        for span in spans.sorted(by: { $0.lower < $1.lower }) where span.lower < span.upper {
            if let last = parts.last, span.lower <= last.upper {
                parts[parts.count - 1].upper = max(last.upper, span.upper)
            } else {
                parts.append(span)
            }
        }
    }

    /// Milliseconds in all.
    var total: Int64 { parts.reduce(0) { $0 + $1.length } }

    /// What lies within a span.
    func clipped(to span: Span) -> Spans {
        var result = Spans()
        result.parts = parts.compactMap { $0.clipped(to: span) }
        return result
    }

    /// What both have in common.
    func intersection(_ other: Spans) -> Spans {
        var result = Spans()
        for part in other.parts { result.parts += parts.compactMap { $0.clipped(to: part) } }
        result.parts.sort { $0.lower < $1.lower }
        return result
    }

    /// What is left when others are taken away.
    func subtracting(_ other: Spans) -> Spans {
        guard !other.parts.isEmpty, !parts.isEmpty else { return self }
        var result = Spans()
        for part in parts {
            var rest = part
            for hole in other.parts where hole.upper > rest.lower && hole.lower < rest.upper {
                if hole.lower > rest.lower {
                    result.parts.append(Span(lower: rest.lower, upper: hole.lower))
                }
                rest.lower = hole.upper
                if rest.lower >= rest.upper { break }
            }
            if rest.lower < rest.upper { result.parts.append(rest) }
        }
        return result
    }

    /// What is left when so many milliseconds are taken from the front.
    func droppingFirst(_ milliseconds: Int64) -> Spans {
        var owed = max(0, milliseconds)
        var result = Spans()
        for part in parts {
            let taken = min(owed, part.length)
            owed -= taken
            if part.length > taken {
                result.parts.append(Span(lower: part.lower + taken, upper: part.upper))
            }
        }
        return result
    }

    /// The union of both.
    func union(_ other: Spans) -> Spans {
        if other.parts.isEmpty { return self }
        if parts.isEmpty { return other }
        return Spans(union: parts + other.parts)
    }
}
