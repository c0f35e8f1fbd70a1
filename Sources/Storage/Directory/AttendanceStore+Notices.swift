import Attendance
import Timekeeping

extension AttendanceStore {
    /// How long before it takes effect a major change must be published: seven days.
    static let noticePeriodMilliseconds: Int64 = 7 * 86_400_000

    /// Publishes a notice under a version that is new, or the same notice again.
    ///
    /// - Throws: `unknownOrganization`, `published`, `noticeTooShort`.
    public func publish(
        _ notice: Notice, version: String, in organization: OrganizationID, by caller: Caller
    ) async throws(StoreError) -> Written {
        let body: [UInt8]
        do { body = try JSONBytes.encode(notice) } catch {
            throw StoreError(error, during: "encoding")
        }
        let name = DocumentName(organization: organization, kind: .notice, id: version)
        return try await changing(organization) { connection, now in
            if let earlier = try DocumentRows.find(
                Notice.self, version, in: organization, on: connection)
            {
                guard earlier.value.says(notice) else { throw StoreError.published }
                return (Written(version: earlier.version, isNew: false), nil)
            }
            let soonest = now.advanced(byMilliseconds: Self.noticePeriodMilliseconds)
            if notice.change == .major, notice.effectiveAt < soonest,
                try NoticeRows.isAnyPublished(in: organization, on: connection)
            {
                throw StoreError.noticeTooShort
            }
            let first = DocumentVersion(number: 1, body: body, writtenAt: now)
            try DocumentRows.insert(first, of: name, on: connection)
            try DocumentRows.upsert(1, body: body, of: name, on: connection)
            if notice.change == .major {
                let change = MajorChange(
                    effectiveAt: notice.effectiveAt, purposes: Purposes(notice.purposes))
                try NoticeRows.add(change, to: organization, on: connection)
            }
            let note = AuditNote(
                "notice.publish", version, detail: notice.change.rawValue, by: caller)
            return (Written(version: 1, isNew: true), note)
        }
    }

    /// Says on what ground a purpose's evidence is processed.
    ///
    /// - Throws: `unknownOrganization`.
    public func put(
        _ basis: LegalBasis, for purpose: Purpose, in organization: OrganizationID,
        by caller: Caller
    ) async throws(StoreError) -> Written {
        let body: [UInt8]
        do { body = try JSONBytes.encode(basis) } catch {
            throw StoreError(error, during: "encoding")
        }
        let name = DocumentName(
            organization: organization, kind: .purpose, id: purpose.rawValue)
        return try await changing(organization) { connection, now in
            let version = try DocumentRows.newestVersion(of: name, on: connection) + 1
            let kept = DocumentVersion(number: version, body: body, writtenAt: now)
            try DocumentRows.insert(kept, of: name, on: connection)
            try DocumentRows.upsert(version, body: body, of: name, on: connection)
            try NoticeRows.set(
                purpose, isNecessary: basis.basis == .necessity, in: organization,
                on: connection)
            let note = AuditNote(
                "purpose.put", purpose.rawValue, detail: basis.basis.rawValue, by: caller)
            return (Written(version: version, isNew: false), note)
        }
    }
}

extension Notice {
    /// Whether another notice says the same, whenever it was published.
    fileprivate func says(_ other: Notice) -> Bool {
        text == other.text && effectiveAt == other.effectiveAt && change == other.change
            && purposes == other.purposes
    }
}
