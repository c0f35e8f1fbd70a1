import Attendance
import Timekeeping

extension AttendanceStore {
    /// Adds a consent receipt and changes what may be processed, in one transaction.
    ///
    /// A grant that names no notice is given the one in effect.
    ///
    /// - Throws: `unknownOrganization`, `unknownMember`, `memberClosed`, `unknownNotice`.
    public func record(
        _ receipt: ConsentReceipt, of member: MemberID, in organization: OrganizationID,
        by caller: Caller
    ) async throws(StoreError) {
        let faces = faceRows
        try await sealing(organization) { connection, seal, now in
            guard let row = try MemberRow.find(member, in: organization, on: connection) else {
                throw StoreError.unknownMember(member)
            }
            // A person may take a consent back after leaving, but not give one.
            if row.isClosed(at: now), receipt.action == .granted { throw StoreError.memberClosed }
            if receipt.action == .granted, receipt.channel != ConsentReceipt.guardianChannel {
                let profile = try row.opened(
                    by: seal, in: organization, at: now)?.value.profile
                if profile?.ageBand == .under14 { throw StoreError.guardianRequired }
            }
            var receipt = receipt
            if receipt.action == .granted, receipt.noticeVersion == nil {
                let notice = try NoticeRows.inEffect(in: organization, at: now, on: connection)
                receipt = receipt.shown(notice)
            }
            try ConsentRows.append([receipt], to: row, in: organization, on: connection)
            if receipt.action == .withdrawn {
                let place = MemberPlace(organization: organization, member: member)
                try Self.forget(receipt.purpose, of: place, faces, on: connection)
            }
            let detail = "\(receipt.action.rawValue) \(receipt.purpose.rawValue)"
            return ((), AuditNote("consent.record", member.text, detail: detail, by: caller))
        }
    }

    /// Takes away what is kept of a member for one purpose, whose consent ended.
    static func forget(
        _ purpose: Purpose, of place: MemberPlace, _ faces: FaceRows,
        on connection: any SQLConnection
    ) throws {
        if purpose == .face { try faces.destroyAll(of: place, on: connection) }
        if purpose == .motion { try MotionRows.removeAll(of: place, on: connection) }
        if purpose == .wifi { try LessonRows.removeAll(of: place, on: connection) }
        try EvidenceRows.forget(purpose, of: place, on: connection)
        try TraceRows.removeAll(of: place, purpose: purpose, on: connection)
        if purpose == .device { try DeviceKeyRows.deleteAll(of: place, on: connection) }
    }

    /// All receipts of a member, oldest first.
    ///
    /// - Throws: `unknownMember`.
    public func receipts(
        of member: MemberID, in organization: OrganizationID
    ) async throws(StoreError) -> [ConsentReceipt] {
        try await reading(.snapshot) { connection in
            guard try MemberRow.find(member, in: organization, on: connection) != nil else {
                throw StoreError.unknownMember(member)
            }
            return try connection.rows(
                """
                SELECT \(ConsentRows.columns)
                FROM consent_receipt
                WHERE organization_id = $1
                  AND member_id = $2
                ORDER BY number
                """, [.text(organization.text), .text(member.text)]
            ).map { try ConsentRows.receipt($0) }
        }
    }

    /// The notice in effect at a time: its version.
    public func noticeInEffect(
        in organization: OrganizationID, at now: Instant
    ) async throws(StoreError) -> String {
        try await reading { connection in
            try NoticeRows.inEffect(in: organization, at: now, on: connection)
        }
    }
}

extension ConsentReceipt {
    /// The same receipt with the notice that was shown.
    fileprivate func shown(_ notice: String) -> ConsentReceipt {
        ConsentReceipt(
            purpose: purpose, action: action, noticeVersion: notice, at: at,
            recordedAt: recordedAt, channel: channel)
    }
}
