import Attendance
import Synchronization

/// A document store that only serves rulebook sources, and counts how often.
final class FakeDocuments: DocumentStore {
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

    func put<Value: Document>(
        _ value: Value, id: String, if precondition: Precondition, in organization: OrganizationID,
        by caller: Caller
    ) async throws(StoreError) -> Written { throw .notFound }

    func document<Value: Document>(
        _ type: Value.Type, id: String, in organization: OrganizationID
    ) async throws(StoreError) -> Stored<Value>? { nil }

    func documents<Value: Document>(
        _ type: Value.Type, in organization: OrganizationID, after id: String?, limit: Int
    ) async throws(StoreError) -> [(id: String, stored: Stored<Value>)] { [] }

    func delete<Value: Document>(
        _ type: Value.Type, id: String, if precondition: Precondition,
        in organization: OrganizationID, by caller: Caller
    ) async throws(StoreError) { throw .notFound }
}
