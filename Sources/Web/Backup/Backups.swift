import Timekeeping

/// Makes backups of everything while the server serves, one at a time.
public protocol Backups: Sendable {
    /// Begins one.
    ///
    /// - Parameter days: For how long earlier copies open still; nil for the usual time.
    /// - Returns: How it stands; nil when one is being made already.
    func begin(keeping days: Int?) -> BackupStatus?

    /// How the newest one stands.
    var status: BackupStatus { get }
}

/// How the newest backup of a server stands.
public struct BackupStatus: Hashable, Sendable {
    /// How far it is.
    public var state: State
    /// When it was begun.
    public var startedAt: Instant?
    /// When it was done, or failed.
    public var finishedAt: Instant?
    /// Its number, and those of its files that an operator looks for.
    public var files: Files?
    /// Why it was not made, in English.
    public var failure: String?

    /// A backup that stands so.
    public init(_ state: State, startedAt: Instant? = nil) {
        self.state = state
        self.startedAt = startedAt
    }

    /// How far a backup is.
    public enum State: String, Sendable {
        /// None was made since the server started.
        case none
        case running
        case done
        case failed
    }

    /// What a backup left.
    public struct Files: Hashable, Sendable {
        /// Rises from backup to backup.
        public let number: Int64
        /// The folder on the server.
        public let folder: String
        /// The copy's name in it.
        public let copy: String
        /// The name of the file of keys in it.
        public let keys: String
        /// The length of the copy.
        public let bytes: UInt64

        /// Files as their parts say.
        public init(number: Int64, folder: String, copy: String, keys: String, bytes: UInt64) {
            self.number = number
            self.folder = folder
            self.copy = copy
            self.keys = keys
            self.bytes = bytes
        }
    }
}

/// Makes none.
struct NoBackups: Backups {
    func begin(keeping days: Int?) -> BackupStatus? { nil }
    var status: BackupStatus { BackupStatus(.none) }
}
