import Attendance
import HTTPTypes
import Hummingbird
import JSON
import Timekeeping

/// Members and their consents.
struct MemberRoutes: Sendable {
    let store: any MemberStore
    let authenticator: Authenticator

    private static let readers: Set<Role> = [.admin, .hr, .auditor]

    var endpoints: [Endpoint] {
        [
            .organization(.put, "/members/{member}", [.admin], put),
            .organization(.patch, "/members/{member}", [.admin, .member], correct),
            .organization(
                .get, "/members/{member}", Self.readers.union([.member]), show),
            .organization(.get, "/members", Self.readers, list)
                .disclosing(Egress(categories: [.profile])),
            .organization(.delete, "/members/{member}", [.admin, .member], close),
            .organization(
                .post, "/members/{member}/reopen", [.admin], body: Endpoint.BodyRule.none, reopen),
            .organization(
                .post, "/members/import", [.admin], body: .streamed(Limits.importBody), load),
            .organization(
                .put, "/members/{member}/consents/{purpose}", [.admin, .app, .member], grant),
            .organization(
                .delete, "/members/{member}/consents/{purpose}", [.admin, .app, .member],
                withdraw),
            .organization(
                .get, "/members/{member}/consents", [.admin, .app, .member, .auditor], consents),
        ]
    }

    @Sendable private func put(_ call: OrganizationCall) async throws -> Response {
        let id: MemberID = try call.identifier()
        let precondition = try call.call.precondition()
        let entry = try call.call.read { try MemberWire.entry(&$0, id: id) }
        let written = try await store(entry, if: precondition, call)
        return .written(written) { MemberWire.write(entry.member, to: &$0) }
    }

    /// Writes a member with the consents that the organization attests.
    private func store(
        _ entry: MemberWire.Entry, if precondition: Precondition, _ call: OrganizationCall
    ) async throws -> Written {
        var receipts: [ConsentReceipt] = []
        if !entry.consents.isEmpty {
            let inEffect = try await store.noticeInEffect(in: call.organization, at: call.now)
            receipts = entry.consents.map { purpose in
                ConsentReceipt(
                    purpose: purpose, action: .granted,
                    noticeVersion: entry.noticeVersion ?? inEffect, at: call.now,
                    recordedAt: call.now, channel: "attested")
            }
        }
        return try await store.put(
            entry.member, attesting: receipts, if: precondition, in: call.organization,
            by: call.caller)
    }

    /// Corrects or completes a profile member by member; what a body does not name stays.
    @Sendable private func correct(_ call: OrganizationCall) async throws -> Response {
        let id: MemberID = try call.identifier()
        let demand = try call.call.precondition()
        let patch = try call.call.read { try MemberWire.patch(&$0) }
        guard call.caller.member == nil || patch.isPersonal else {
            throw Problem(.forbidden, "file a request to have what the organization says corrected")
        }
        for _ in 0..<Limits.judgements {
            guard let stored = try await store.member(id, in: call.organization) else {
                throw Problem(.unknownPerson)
            }
            var member = stored.value
            try patch.apply(to: &member.profile)
            do throws(StoreError) {
                let written = try await store.put(
                    member, attesting: [],
                    if: demand == .none ? .version(stored.version) : demand,
                    in: call.organization, by: call.caller)
                return .written(written) { MemberWire.write(member, to: &$0) }
            } catch {
                // Somebody else wrote in between: what they wrote is corrected instead.
                guard error == .preconditionFailed, demand == .none else { throw error }
            }
        }
        throw Problem(.overloaded)
    }

    @Sendable private func show(_ call: OrganizationCall) async throws -> Response {
        let id: MemberID = try call.identifier()
        guard let stored = try await store.member(id, in: call.organization) else {
            throw Problem(.unknownPerson)
        }
        return .stored(stored, for: call.call) { MemberWire.write(stored.value, to: &$0) }
    }

    @Sendable private func list(_ call: OrganizationCall) async throws -> Response {
        try await Listing.proven(
            fetch: {
                try await store.members(
                    in: call.organization, after: $0.flatMap { .init($0) }, limit: $1)
            },
            key: \.value.id.text, write: { MemberWire.write($0.value, to: &$1) }
        ).answer(call.call)
    }

    @Sendable private func close(_ call: OrganizationCall) async throws -> Response {
        let id: MemberID = try call.identifier()
        if let erase = call.query["erase"] {
            guard erase == "now" else { throw Problem(.badRequest, "erase must be now") }
            try await store.erase(id, in: call.organization, by: call.caller)
            authenticator.forget(call.organization)
            return .empty()
        }
        // People may have themselves erased; whether they work here is not theirs to say.
        guard call.caller.member == nil else { throw Problem(.forbidden) }
        if let time = try call.call.instant("at"), time > call.now {
            guard time.milliseconds(since: call.now) <= Limits.closingMilliseconds else {
                throw Problem(.badRequest, "at must be within 366 days")
            }
            try await store.close(id, in: call.organization, later: time, by: call.caller)
            return .empty()
        }
        try await store.close(id, in: call.organization, at: call.now, by: call.caller)
        authenticator.forget(call.organization)
        return .empty()
    }

    @Sendable private func reopen(_ call: OrganizationCall) async throws -> Response {
        let member = try await store.reopen(
            call.identifier(), in: call.organization, by: call.caller)
        return .stored(member, for: call.call) { MemberWire.write(member.value, to: &$0) }
    }

    @Sendable private func load(_ call: OrganizationCall) async throws -> Response {
        try await MemberImport.answer(call) { entry in
            try await store(entry, if: .none, call)
        }
    }

    @Sendable private func grant(_ call: OrganizationCall) async throws -> Response {
        let (member, purpose) = try subject(call)
        let consent =
            call.body.readableBytes == 0
            ? MemberWire.Consent() : try call.call.read { try MemberWire.consent(&$0) }
        var notice = consent.noticeVersion
        if notice == nil {
            notice = try await store.noticeInEffect(in: call.organization, at: call.now)
        }
        let receipt = ConsentReceipt(
            purpose: purpose, action: .granted, noticeVersion: notice,
            at: consent.grantedAt ?? call.now, recordedAt: call.now, channel: consent.channel)
        try await store.record(receipt, of: member, in: call.organization, by: call.caller)
        return .json(.created) { MemberWire.write(receipt, to: &$0) }
    }

    @Sendable private func withdraw(_ call: OrganizationCall) async throws -> Response {
        let (member, purpose) = try subject(call)
        let receipt = ConsentReceipt(
            purpose: purpose, action: .withdrawn, noticeVersion: nil, at: call.now,
            recordedAt: call.now, channel: "api")
        try await store.record(receipt, of: member, in: call.organization, by: call.caller)
        return .json { MemberWire.write(receipt, to: &$0) }
    }

    @Sendable private func consents(_ call: OrganizationCall) async throws -> Response {
        let member: MemberID = try call.identifier()
        let receipts = try await store.receipts(of: member, in: call.organization)
        return .json { writer in
            writer.object { writer in
                writer.member("items") { writer in
                    writer.array { writer in
                        for receipt in receipts { MemberWire.write(receipt, to: &writer) }
                    }
                }
                writer.member("nextCursor", String?.none)
            }
        }
    }

    private func subject(_ call: OrganizationCall) throws(Problem) -> (MemberID, Purpose) {
        let member: MemberID = try call.identifier()
        guard let purpose = Purpose(rawValue: call.parameters[2]) else {
            throw Problem(.notFound)
        }
        return (member, purpose)
    }
}
