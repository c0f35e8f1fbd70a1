extension JSONReader {
    /// The error for a member that the object does not have; throw it in the `default` of a `switch`.
    public mutating func unknownMember() -> JSONError {
        fail(.unknownMember, "the member is not known here")
    }

    /// The error for a value that was read, or is about to be, and will not do.
    ///
    /// - Parameter detail: One sentence without a full stop that repeats nothing of the document.
    public mutating func invalid(_ detail: String) -> JSONError { fail(.invalid, detail) }

    /// The error for a value that there are too many of.
    ///
    /// - Parameter detail: One sentence without a full stop that repeats nothing of the document.
    public mutating func tooMany(_ detail: String) -> JSONError { fail(.tooMany, detail) }

    /// What a required member was set to; call it right after `object`.
    ///
    /// - Throws: `invalid` at the member's own place when it is nil.
    @inlinable
    public mutating func required<Value>(
        _ value: Value?, _ member: StaticString
    ) throws(JSONError) -> Value {
        if let value { return value }
        throw missing(member)
    }

    @usableFromInline
    mutating func missing(_ member: StaticString) -> JSONError {
        let object = fail(.invalid, "the member is required")
        let step = JSONPlace.escaped(member.description)
        let error = JSONError(.invalid, at: object.pointer + "/" + step, object.detail)
        if failure == object { failure = error }
        return error
    }

    /// Notes and returns an error at the place where the reader stands.
    @inline(never)
    mutating func fail(_ kind: JSONError.Kind, _ detail: String) -> JSONError {
        let document = UnsafeBufferPointer(start: base, count: end)
        let pointer = JSONPlace.pointer(in: document, at: position)
        let error = JSONError(kind, at: pointer, detail)
        if failure == nil { failure = error }
        return error
    }

    /// The error for a value of another kind, or the sign that the member is absent.
    @inline(never)
    mutating func mismatch(_ expected: String) -> JSONError {
        if kind == .null, position == absence {
            metAbsence = true
            return JSONError(.invalid, at: "", "null")
        }
        guard kind != nil else { return fail(.malformed, "expected a value") }
        return fail(.invalid, "must be \(expected)")
    }

    /// The error of a closure as an error of the reader.
    @inline(never)
    mutating func refusal(_ error: any Error) -> JSONError {
        if let error = error as? JSONError {
            if failure == nil, !metAbsence { failure = error }
            return error
        }
        return fail(.invalid, "must be a value that is allowed here")
    }
}
