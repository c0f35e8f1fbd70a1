import Attendance
import Synchronization

/// Rulebook sources of one kind for every organization, counted as they are read.
final class FakeSources: RulebookSources {
    private let source: @Sendable (_ reads: Int) -> Result<RulebookSource, StoreError>
    private let slow: OrganizationID?
    private let gate = Mutex<(isOpen: Bool, waiting: [CheckedContinuation<Void, Never>])>(
        (false, []))
    private let count = Mutex(0)

    init(
        slow: OrganizationID? = nil,
        source: @escaping @Sendable (Int) -> Result<RulebookSource, StoreError>
    ) {
        self.slow = slow
        self.source = source
    }

    var reads: Int { count.withLock { $0 } }

    /// Lets the slow organization's reading go on.
    func release() {
        let waiting = gate.withLock { gate in
            gate.isOpen = true
            defer { gate.waiting = [] }
            return gate.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    func rulebookSource(
        of organization: OrganizationID
    ) async throws(StoreError) -> RulebookSource {
        let reads = count.withLock { count in
            count += 1
            return count
        }
        if organization == slow { await wait() }
        await Task.yield()
        return try source(reads).get()
    }

    func rulebookRevision(of organization: OrganizationID) async throws(StoreError) -> Int64 {
        try source(reads).get().revision
    }

    private func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = gate.withLock { gate in
                if !gate.isOpen { gate.waiting.append(continuation) }
                return gate.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }
}
