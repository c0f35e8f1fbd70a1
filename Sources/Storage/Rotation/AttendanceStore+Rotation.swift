import Attendance
import Sealing
import Timekeeping

extension AttendanceStore {
    /// Wraps by a new root key all that another one wraps; check-ins go on meanwhile.
    ///
    /// Both keys must be loaded whenever the database is opened before this has returned. Once it has,
    /// the new one is enough: put its file in the old one's place, then call `retireRoots`.
    ///
    /// - Parameter tell: Told of each step.
    /// - Throws: `StoreError`; `CancellationError` between two transactions.
    public func rotateRoot(
        to root: OwnerKey, _ tell: @escaping @Sendable (KeyRotation.Count) -> Void
    ) async throws {
        try await turns.run {
            try await RootRotation(store: self, root: root, tell: tell).run()
        }
    }

    /// Lets go of every root key but the one that wraps now.
    public func retireRoots() { keys.roots.retireOthers() }

    /// The rotation that did not end; nil when all did.
    public func unfinishedRotation() async throws(StoreError) -> UnfinishedRotation? {
        try await reading { try RotationRows.unfinished(on: $0) }
    }

    /// Begins a rotation: only keeps that it is to be done.
    public func beginRotation(_ scope: KeyRotation.Scope) async throws -> UnfinishedRotation {
        let clock = options.clock
        return try await writePatiently { connection in
            try RotationRows.begin(scope, at: clock(), on: connection)
        }
    }

    /// Keeps that the root of a rotation is replaced.
    public func noteRoot(of rotation: UnfinishedRotation) async throws {
        let clock = options.clock
        try await writePatiently { connection in
            try RotationRows.noteRoot(of: rotation, at: clock(), on: connection)
        }
    }

    /// Replaces the keys of organizations and members that another rotation made, or none, and seals anew
    /// what they sealed; check-ins go on meanwhile.
    ///
    /// - Parameter tell: Told of each step.
    /// - Throws: `StoreError`; `CancellationError` between two transactions.
    public func rotateKeys(
        of rotation: UnfinishedRotation, _ tell: @escaping @Sendable (KeyRotation.Count) -> Void
    ) async throws {
        try await turns.run {
            try await MemberRotation(store: self, number: rotation.number, tell: tell).run()
        }
    }

    /// Keeps that a rotation is done.
    public func finish(_ rotation: UnfinishedRotation) async throws {
        let clock = options.clock
        try await writePatiently { connection in
            try RotationRows.finish(rotation, at: clock(), on: connection)
        }
    }

    /// Writes once there is room: a queue that is full is no reason to give up long work.
    ///
    /// - Parameter organization: nil for what is the server's.
    func writePatiently<Value: Sendable>(
        in organization: OrganizationID? = nil,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        while true {
            do {
                return try await queue.write(in: organization?.text ?? "", body)
            } catch {
                guard error == .overloaded else { throw error }
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
