import Attendance
import JSON
import NIOCore
import Timekeeping

extension Call {
    /// Reads the body strictly.
    ///
    /// - Throws: ``JSONError`` with the place at fault.
    func read<Value>(_ body: (inout JSONReader) throws -> Value) throws -> Value {
        try self.body.withUnsafeReadableBytes { bytes in
            try JSONReader.read(bytes.bindMemory(to: UInt8.self), body)
        }
    }

    /// An instant in the query.
    ///
    /// - Throws: `bad-request` for anything but RFC 3339.
    func instant(_ name: String) throws(Problem) -> Instant? {
        guard let text = query[name] else { return nil }
        guard let milliseconds = RFC3339.milliseconds(text) else {
            throw Problem(.badRequest, "\(name) must be an RFC 3339 instant with an offset")
        }
        return Instant(milliseconds: milliseconds)
    }

    /// A bound of a span of time in the query: an instant, or a civil date, of which the whole day counts.
    ///
    /// - Throws: `bad-request`.
    func bound(
        _ name: String, in zone: Zone, isEnd: Bool = false
    ) throws(Problem) -> Instant? {
        guard let text = query[name] else { return nil }
        if let date = CivilDate(text[...]) {
            return zone.instant(isEnd ? date.advanced(by: 1) : date, .midnight)
        }
        guard let milliseconds = RFC3339.milliseconds(text) else {
            throw Problem(
                .badRequest, "\(name) must be a date or an RFC 3339 instant with an offset")
        }
        return Instant(milliseconds: milliseconds)
    }

    /// A word of the query that must be one of an enumeration's.
    ///
    /// - Throws: `bad-request`.
    func word<Choice: RawRepresentable>(
        _ name: String, as type: Choice.Type
    ) throws(Problem) -> Choice? where Choice.RawValue == String {
        guard let text = query[name] else { return nil }
        guard let choice = Choice(rawValue: text) else {
            throw Problem(.badRequest, "\(name) is not one of the words it may be")
        }
        return choice
    }

    /// An identifier in the query.
    ///
    /// - Throws: `bad-request`.
    func identifier<Subject>(_ name: String) throws(Problem) -> Identifier<Subject>? {
        guard let text = query[name] else { return nil }
        guard let identifier = Identifier<Subject>(text) else {
            throw Problem(.badRequest, "\(name) is not an identifier")
        }
        return identifier
    }
}
