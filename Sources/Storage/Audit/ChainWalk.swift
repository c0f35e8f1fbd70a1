import Attendance
import Sealing
import Timekeeping

/// Walks one chain of an organization from its first link to its head.
struct ChainWalk {
    private let name: LedgerBreak.ChainName
    private var verifier: ChainVerifier

    /// Starts before the first link.
    ///
    /// - Throws: `LedgerBreak`, for a head in evidence that nobody signed.
    init(_ chain: Chain, of organization: OrganizationID, witness: ChainWitness) throws {
        name = chain == .record ? .records : .audit
        do {
            verifier = try ChainVerifier(
                organization: chain.name(of: organization),
                signedHeads: witness.heads(of: chain.name(of: organization)), key: witness.key)
        } catch {
            throw LedgerBreak.chain(chain == .record ? .records : .audit, error)
        }
    }

    /// Reads the next row.
    ///
    /// - Throws: `LedgerBreak` where the row is not even what its columns must be.
    func reading<Row>(_ body: () throws -> Row) throws -> Row {
        do { return try body() } catch is EngineError {
            throw LedgerBreak.altered(name, sequence: verifier.head.sequence + 1)
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
        do { _ = try verifier.finish() } catch { throw LedgerBreak.chain(name, error) }
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
