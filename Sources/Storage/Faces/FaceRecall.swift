import Attendance
import Faces
import Foundation
import Sealing
import Synchronization
import Timekeeping

/// What is remembered of the faces of check-ins, to know one that comes again.
///
/// Only keyed digests of coarse codes are kept, for thirty days, organization by organization.
final class FaceRecall: Sendable {
    /// How long a face is remembered, in milliseconds.
    static let retention: Int64 = 30 * 86_400 * 1_000

    private let keys: KeyStore
    private let coders = Mutex<[Int: FaceRepeatCoder]>([:])

    init(keys: KeyStore) { self.keys = keys }

    /// The codes of a face, ready to be looked for and kept.
    struct Codes: Sendable {
        fileprivate let model: String
        fileprivate let codes: FaceRepeatCodes
    }

    /// The codes of a check-in's face; nil without one.
    func codes(of checkIn: CheckIn) throws -> Codes? {
        guard let face = checkIn.face else { return nil }
        let dimension = face.vector.dimension
        let known = coders.withLock { $0[dimension] }
        let coder = try known ?? FaceRepeatCoder(dimension: dimension)
        // Few dimensions are in use; a client that tries them all costs some megabytes, once.
        if known == nil { coders.withLock { $0.count < 16 ? $0[dimension] = coder : () } }
        return Codes(model: face.model, codes: try coder.codes(of: face.vector))
    }

    /// Whether the face came before, in another record than the challenged one it answers.
    func isKnown(
        _ codes: Codes, to checkIn: CheckIn, in organization: OrganizationID, since: Int64,
        on connection: any SQLConnection
    ) throws -> Bool {
        let found = try keys.lookupKeys(of: organization, keys.session(), on: connection)
        guard let key = found?.fingerprints else { return false }
        let sought = digests(of: codes.codes.sought, codes.model, by: key)
        let places = (3..<(3 + sought.count)).map { "$\($0)" }.joined(separator: ", ")
        let rows = try connection.rows(
            """
            SELECT p.record_id, r.verdict
            FROM face_probe p
            LEFT JOIN record r ON r.organization_id = p.organization_id AND r.id = p.record_id
            WHERE p.organization_id = $1
              AND p.seen_at >= $2
              AND p.digest IN (\(places))
            """, [.text(organization.text), .integer(since)] + sought.map { .bytes($0) })
        return try rows.contains { row in
            let isAnswered =
                try row.text(0) == checkIn.answers?.column
                && row.optionalText(1) == Verdict.challenged.rawValue
            return !isAnswered
        }
    }

    /// Remembers the face of a record, and forgets those that are too old.
    func keep(
        _ codes: Codes, of record: UUID, in organization: OrganizationID, at now: Instant,
        on connection: any SQLConnection
    ) throws {
        let found = try keys.lookupKeys(of: organization, keys.session(), on: connection)
        guard let key = found?.fingerprints else { return }
        try connection.run(
            """
            DELETE FROM face_probe
            WHERE organization_id = $1
              AND seen_at < $2
            """, [.text(organization.text), .integer(now.milliseconds - Self.retention)])
        for digest in digests(of: codes.codes.kept, codes.model, by: key) {
            try connection.run(
                """
                INSERT INTO face_probe (organization_id, digest, record_id, seen_at)
                VALUES ($1, $2, $3, $4)
                ON CONFLICT (organization_id, digest)
                DO UPDATE SET record_id = excluded.record_id, seen_at = excluded.seen_at
                """,
                [
                    .text(organization.text), .bytes(digest), .text(record.column),
                    .integer(now.milliseconds),
                ])
        }
    }

    private func digests(
        of codes: [[UInt8]], _ model: String, by fingerprints: AuthenticationKey
    ) -> [[UInt8]] {
        let name = Array(model.utf8) + [0]
        return codes.map { Array(fingerprints.code(for: name + $0).bytes.prefix(16)) }
    }
}
