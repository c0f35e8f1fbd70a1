import Attendance
import Synchronization

/// Keeps the compiled rulebooks of the organizations that check in.
///
/// Each is compiled once a revision, whoever asks and however many at once, in a task of its own that
/// lets other work pass. The least recently used go when room runs out.
///
/// Thread rule: one lock over the shelf, held for a few lines and never across an `await`.
public final class Screener: Rulebooks, Sendable {
    let sources: any RulebookSources
    private let report: @Sendable (OrganizationID, [GeofenceFault]) -> Void
    private let shelf: Mutex<Shelf>

    /// How often a rulebook is read again that arrived older than it was asked for.
    private static let attempts = 4

    /// A screener without rulebooks.
    ///
    /// - Parameters:
    ///   - sources: Where rulebooks are read from.
    ///   - capacity: About how many bytes of rulebooks are kept; the one in use stays in any case.
    ///   - report: Is told what a rulebook had to leave out, once a compilation.
    public init(
        sources: any RulebookSources,
        capacity: Int = 512 * 1_024 * 1_024,
        report: @escaping @Sendable (OrganizationID, [GeofenceFault]) -> Void = { _, _ in }
    ) {
        self.sources = sources
        self.report = report
        shelf = Mutex(Shelf(capacity: capacity))
    }

    /// The rulebook of a revision, or of a later one that replaced it meanwhile.
    ///
    /// A judgement under a later one is outdated by the time it is recorded, and is made again.
    ///
    /// - Throws: ``StoreError`` when it cannot be read.
    public func rulebook(
        of organization: OrganizationID,
        revision: Int64
    ) async throws(StoreError) -> any Rulebook {
        try await compiled(organization, revision: revision)
    }

    /// A rulebook that is at hand, of whatever revision; nil where none is.
    public func kept(of organization: OrganizationID) -> (any Rulebook)? {
        shelf.withLock { $0.kept.value(of: organization) }
    }

    /// As `rulebook(of:revision:)`, in its own type.
    public func compiled(
        _ organization: OrganizationID,
        revision: Int64
    ) async throws(StoreError) -> CompiledRulebook {
        for _ in 0..<Self.attempts {
            switch find(organization, revision: revision) {
            case .kept(let rulebook): return rulebook
            case .inMaking(let task):
                let rulebook = try await task.value.get()
                if rulebook.revision >= revision { return rulebook }
            }
        }
        throw .unavailable(
            during: "reading a rulebook",
            cause: "revision \(revision) of \(organization) is not there yet"
        )
    }

    /// Looks once; whoever finds nothing starts the making that all others wait for.
    private func find(_ organization: OrganizationID, revision: Int64) -> Found {
        shelf.withLock { shelf in
            if let kept = shelf.kept.value(of: organization), kept.revision >= revision {
                return .kept(kept)
            }
            if let task = shelf.inMaking[organization] { return .inMaking(task) }
            // A task of its own, because the first who asked may go while others wait.
            let task = Task { await self.make(organization) }
            shelf.inMaking[organization] = task
            return .inMaking(task)
        }
    }

    private func make(_ organization: OrganizationID) async -> Making {
        let making: Making
        do throws(StoreError) {
            let source = try await sources.rulebookSource(of: organization)
            let rulebook = await CompiledRulebook.compile(source)
            if !rulebook.faults.isEmpty { report(organization, rulebook.faults) }
            making = .success(rulebook)
        } catch {
            making = .failure(error)
        }
        shelf.withLock { shelf in
            shelf.inMaking[organization] = nil
            if case .success(let rulebook) = making {
                shelf.kept.keep(rulebook, of: organization, cost: rulebook.cost)
            }
        }
        return making
    }

    private typealias Making = Result<CompiledRulebook, StoreError>

    private enum Found {
        case kept(CompiledRulebook)
        case inMaking(Task<Making, Never>)
    }

    private struct Shelf {
        var kept: RecentlyUsed<OrganizationID, CompiledRulebook>
        var inMaking: [OrganizationID: Task<Making, Never>] = [:]

        init(capacity: Int) { kept = RecentlyUsed(capacity: capacity) }
    }
}
