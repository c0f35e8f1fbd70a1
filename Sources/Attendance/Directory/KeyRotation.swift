import Timekeeping

/// How far replacing the keys of a server is.
public struct KeyRotation: Hashable, Sendable {
    /// Which keys are replaced.
    public let scope: Scope
    /// When it was asked for.
    public let startedAt: Instant
    /// How it stands.
    public var state = State.running
    /// When it ended; nil while it runs.
    public var endedAt: Instant?
    /// What was done so far.
    public var count = Count()

    /// A rotation that begins.
    public init(_ scope: Scope, at now: Instant) {
        self.scope = scope
        startedAt = now
    }

    /// Which keys are replaced.
    public enum Scope: String, Hashable, Sendable, CaseIterable {
        /// The root key: what it wraps is wrapped by a new one.
        case root
        /// The keys of organizations and members: what they sealed is sealed anew.
        case members
        /// The root key first, then the others.
        case all
    }

    /// How it stands.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// It goes on.
        case running
        /// All that it was asked for is done.
        case finished
        /// It ended early; asking again goes on from there.
        case stopped
    }

    /// What was done.
    public struct Count: Hashable, Sendable {
        /// Organizations whose members' keys are new.
        public var organizations = 0
        /// Keys that were wrapped anew as they are.
        public var wrapped = 0
        /// Keys of members that were made.
        public var keys = 0
        /// Values that were sealed anew.
        public var cells = 0
        /// Values that did not open: they stay, and so does the key that they name.
        public var unreadable = 0

        /// Nothing, or what the arguments say.
        public init(
            organizations: Int = 0, wrapped: Int = 0, keys: Int = 0, cells: Int = 0,
            unreadable: Int = 0
        ) {
            self.organizations = organizations
            self.wrapped = wrapped
            self.keys = keys
            self.cells = cells
            self.unreadable = unreadable
        }

        /// Adds what one step did.
        public static func += (sum: inout Count, step: Count) {
            sum.organizations += step.organizations
            sum.wrapped += step.wrapped
            sum.keys += step.keys
            sum.cells += step.cells
            sum.unreadable += step.unreadable
        }
    }
}

/// Who replaces the keys of a running server.
public protocol KeyRotating: Sendable {
    /// Begins to replace keys; joins the rotation that runs already, if one does.
    func start(_ scope: KeyRotation.Scope) -> KeyRotation

    /// The newest rotation since the server started; nil before the first.
    var rotation: KeyRotation? { get }
}
