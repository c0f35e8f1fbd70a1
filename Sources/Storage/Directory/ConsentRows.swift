import Attendance
import Timekeeping

/// Consent receipts as rows, and what they change.
enum ConsentRows {
    /// The columns that `receipt` reads, in its order.
    static let columns = "purpose, action, notice_version, decided_at, recorded_at, channel"

    static func receipt(_ row: SQLRow) throws -> ConsentReceipt {
        guard let purpose = Purpose(rawValue: try row.text(0)),
            let action = ConsentReceipt.Action(rawValue: try row.text(1))
        else { throw EngineError(kind: .corrupt, message: "a consent receipt is malformed") }
        return ConsentReceipt(
            purpose: purpose, action: action, noticeVersion: try row.optionalText(2),
            at: Instant(milliseconds: try row.integer(3)),
            recordedAt: Instant(milliseconds: try row.integer(4)), channel: try row.text(5))
    }

    /// Adds receipts to a member's and changes what may be processed accordingly.
    ///
    /// - Throws: `StoreError.unknownNotice`.
    static func append(
        _ receipts: [ConsentReceipt], to member: MemberRow, in organization: OrganizationID,
        on connection: any SQLConnection
    ) throws {
        var consents = member.consents
        var number = member.consentVersion
        var notices = member.notices
        for receipt in receipts {
            try NoticeRows.requirePublished(receipt, in: organization, on: connection)
            number += 1
            switch receipt.action {
            case .granted:
                consents.insert(Purposes(receipt.purpose))
                notices.set(
                    receipt.purpose,
                    effectiveAt: try NoticeRows.effectiveAt(
                        receipt.noticeVersion, in: organization, on: connection))
            case .withdrawn: consents.remove(Purposes(receipt.purpose))
            }
            let key: [SQLValue] = [
                .text(organization.text), .text(member.id.text), .integer(number),
            ]
            try insert(receipt, under: key, on: connection)
        }
        guard number > member.consentVersion else { return }
        try connection.run(
            """
            UPDATE member
            SET consents = $1, consent_version = $2, consent_notices = $3
            WHERE organization_id = $4
              AND id = $5
            """,
            [
                .integer(consents.rawValue), .integer(number), .text(notices.text),
                .text(organization.text), .text(member.id.text),
            ])
    }

    /// The purposes of a member that may be processed at a time.
    static func active(
        _ member: MemberRow, in organization: OrganizationID, at now: Instant,
        on connection: any SQLConnection
    ) throws -> Purposes {
        let row = try connection.row(
            """
            SELECT necessity, major_notices
            FROM organization
            WHERE id = $1
            """, [.text(organization.text)])
        guard let row else { throw StoreError.unknownOrganization }
        return ConsentState(
            granted: member.consents, notices: member.notices,
            necessity: Purposes(rawValue: try row.integer(0)), changes: try row.text(1)
        ).active(at: now)
    }

    private static func insert(
        _ receipt: ConsentReceipt, under key: [SQLValue], on connection: any SQLConnection
    ) throws {
        try connection.run(
            """
            INSERT INTO consent_receipt (
              organization_id, member_id, number, purpose, action, notice_version,
              decided_at, recorded_at, channel
            )
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            key + [
                .text(receipt.purpose.rawValue), .text(receipt.action.rawValue),
                SQLValue(receipt.noticeVersion), .integer(receipt.at.milliseconds),
                .integer(receipt.recordedAt.milliseconds), .text(receipt.channel),
            ])
    }
}
