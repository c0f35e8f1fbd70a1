import Attendance
import Sealing
import Timekeeping

/// Challenges that were issued and neither used nor swept, as rows.
enum ChallengeRows {
    /// Keeps a challenge, sweeps the organization's old ones, and lets the oldest of too many go.
    static func insert(
        _ challenge: Challenge, in organization: OrganizationID, at now: Instant,
        on connection: any SQLConnection
    ) throws {
        try sweep(organization, at: now, on: connection)
        try connection.run(
            """
            DELETE FROM challenge
            WHERE organization_id = $1
              AND member_id = $2
              AND nonce NOT IN (
                SELECT nonce
                FROM challenge
                WHERE organization_id = $1
                  AND member_id = $2
                ORDER BY expires_at DESC, nonce
                LIMIT $3
              )
            """,
            [
                .text(organization.text), .text(challenge.member.text),
                .integer(Int64(Limits.challenges - 1)),
            ])
        try connection.run(
            """
            INSERT INTO challenge (organization_id, nonce, member_id, expires_at)
            VALUES ($1, $2, $3, $4)
            """,
            [
                .text(organization.text), .bytes(challenge.digest), .text(challenge.member.text),
                .integer(challenge.expiresAt.milliseconds),
            ])
    }

    /// Uses a challenge up.
    ///
    /// - Throws: `StoreError.challengeRefused` unless it was issued to the member, is new and has not ended.
    static func consume(
        _ digest: [UInt8], of place: MemberPlace, at now: Instant,
        on connection: any SQLConnection
    ) throws {
        let used = try connection.run(
            """
            DELETE FROM challenge
            WHERE organization_id = $1
              AND nonce = $2
              AND member_id = $3
              AND expires_at > $4
            """,
            [
                .text(place.organization.text), .bytes(digest), .text(place.member.text),
                .integer(now.milliseconds),
            ])
        guard used == 1 else { throw StoreError.challengeRefused }
    }

    /// Forgets what has ended.
    static func sweep(
        _ organization: OrganizationID, at now: Instant, on connection: any SQLConnection
    ) throws {
        try connection.run(
            """
            DELETE FROM challenge
            WHERE organization_id = $1
              AND expires_at <= $2
            """, [.text(organization.text), .integer(now.milliseconds)])
    }

    /// What stands for a nonce in the table.
    static func digest(of nonce: String) -> [UInt8] { Digest(of: Array(nonce.utf8)).bytes }
}
