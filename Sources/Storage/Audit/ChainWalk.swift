import Attendance
import Sealing
import Timekeeping

/// Walks one chain of an organization from its first link to its head.
struct ChainWalk {
    private let name: LedgerBreak.ChainName
    private var verifier: ChainVerifier

    init(_ chain: Chain, of organization: OrganizationID) throws {
        name = chain == .record ? .records : .audit
        do { verifier = try chain.verifier(of: organization) } catch {
            throw LedgerBreak.chain(chain == .record ? .records : .audit, error)
        }
    }

    /// Takes the next link.
    ///
    /// - Throws: `LedgerBreak`.
    mutating func accept(_ link: StoredLink) throws {
        let content = LinkContent(
            sequence: link.sequence, time: link.time, commitment: link.commitment)
        do { try verifier.accept(ChainLink(content: content, digest: link.digest)) } catch {
            throw LedgerBreak.chain(name, error)
        }
    }

    /// Takes the head, after the last link.
    ///
    /// - Throws: `LedgerBreak`.
    func finish(at state: ChainState) throws {
        guard verifier.head == state.head else {
            throw LedgerBreak.truncated(
                name, last: verifier.head.sequence, head: state.head.sequence)
        }
    }
}

/// A link as four columns hold it.
struct StoredLink: Sendable {
    let sequence: UInt64
    let time: Int64
    let commitment: Digest
    let digest: Digest

    /// Reads sequence and time, and commitment and link, from columns that stand together.
    init(_ row: SQLRow, place: Int, digests: Int) throws {
        guard let sequence = UInt64(exactly: try row.integer(place)),
            let commitment = Digest(bytes: try row.bytes(digests)),
            let digest = Digest(bytes: try row.bytes(digests + 1))
        else { throw EngineError(kind: .corrupt, message: "a link is malformed") }
        self.sequence = sequence
        time = try row.integer(place + 1)
        self.commitment = commitment
        self.digest = digest
    }
}
