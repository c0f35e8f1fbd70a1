/// How much of a document a reader takes before it refuses.
public struct JSONLimits: Hashable, Sendable {
    /// The most arrays and objects within one another.
    public var depth = 16

    /// The most UTF-8 bytes of one string (or member name) where the caller names no limit of its own.
    public var stringBytes = 4_096

    /// The most members of one object where the caller names no limit of its own.
    public var members = 1_024

    /// The most elements of one array that is skipped or kept as a `JSONValue`.
    public var elements = 100_000

    /// The limits of the HTTP API.
    public static let standard = JSONLimits()

    /// Limits that start as `standard` and are changed member by member.
    public init() {}
}
