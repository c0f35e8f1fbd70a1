import Attendance
import Sealing
import Timekeeping

/// The two hash chains of an organization, each with its head in one row.
enum Chain: String, Sendable {
    /// Its records.
    case record
    /// Everything else that was changed.
    case audit

    /// What signatures call it; no organization's name holds a colon, so the two differ.
    func name(of organization: OrganizationID) -> String {
        switch self {
        case .record: organization.text
        case .audit: "audit:\(organization)"
        }
    }

    /// The head before the first link.
    func start(of organization: OrganizationID) -> ChainHead {
        ChainHead(startOf: name(of: organization))
    }
}

/// Where a chain stands, and when it got there.
struct ChainState: Sendable {
    let head: ChainHead
    /// When the newest link was recorded.
    let recordedAt: Instant

    init(head: ChainHead, recordedAt: Instant) {
        self.head = head
        self.recordedAt = recordedAt
    }

    /// Reads sequence, time and digest from three columns that stand together.
    init(_ row: SQLRow, from column: Int) throws {
        guard let sequence = UInt64(exactly: try row.integer(column)),
            let digest = Digest(bytes: try row.bytes(column + 2))
        else { throw EngineError(kind: .corrupt, message: "a chain head is malformed") }
        head = ChainHead(sequence: sequence, digest: digest)
        recordedAt = Instant(milliseconds: try row.integer(column + 1))
    }

    /// The state after one more link, recorded now but never before or with the newest one.
    func appending(_ commitment: Digest, at now: Instant) -> ChainState {
        let time = max(now, recordedAt.advanced(byMilliseconds: 1))
        let head = head.appending(time: time.milliseconds, commitment: commitment)
        return ChainState(head: head, recordedAt: time)
    }

    /// The sequence as a column holds it.
    var sequence: Int64 { Int64(clamping: head.sequence) }
}

extension SQLConnection {
    /// Moves a chain's head.
    func write(_ state: ChainState, to chain: Chain, of organization: OrganizationID) throws {
        try run(
            """
            UPDATE chain_head
            SET sequence = $1, recorded_at = $2, digest = $3
            WHERE organization_id = $4
              AND chain = $5
            """,
            [
                .integer(state.sequence), .integer(state.recordedAt.milliseconds),
                .bytes(state.head.digest.bytes), .text(organization.text), .text(chain.rawValue),
            ])
    }

    /// Where a chain stands; nil when there is no such organization.
    func state(of chain: Chain, in organization: OrganizationID) throws -> ChainState? {
        try row(
            """
            SELECT sequence, recorded_at, digest
            FROM chain_head
            WHERE organization_id = $1
              AND chain = $2
            """, [.text(organization.text), .text(chain.rawValue)]
        ).map { try ChainState($0, from: 0) }
    }

    /// Makes the heads of a new organization's chains.
    func start(_ chain: Chain, of organization: OrganizationID) throws {
        try run(
            """
            INSERT INTO chain_head (organization_id, chain, sequence, recorded_at, digest)
            VALUES ($1, $2, 0, 0, $3)
            """,
            [
                .text(organization.text), .text(chain.rawValue),
                .bytes(chain.start(of: organization).digest.bytes),
            ])
    }
}
