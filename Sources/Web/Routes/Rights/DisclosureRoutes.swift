import Attendance
import HTTPTypes
import Hummingbird
import JSON

/// Who receives data on people, what was given to whom, and what is kept at all.
struct DisclosureRoutes: Sendable {
    let store: any AttendanceStorage

    private static let readers: Set<Role> = [.admin, .auditor]

    var endpoints: [Endpoint] {
        [
            .organization(.put, "/recipients/{recipient}", [.admin], put),
            .organization(.get, "/recipients/{recipient}", Self.readers, show),
            .organization(.delete, "/recipients/{recipient}", [.admin], delete),
            .organization(.get, "/recipients", Self.readers, recipients),
            .organization(.get, "/disclosures", Self.readers, disclosures),
            .open("/v1/data-catalogue", catalogue),
        ]
    }

    @Sendable private func put(_ call: OrganizationCall) async throws -> Response {
        let id: Identifier<Recipient> = try call.identifier()
        let precondition = try call.call.precondition()
        let recipient = try call.call.read { try DisclosureWire.recipient(&$0) }
        let written = try await store.put(
            recipient, id: id.text, if: precondition, in: call.organization, by: call.caller)
        return .written(written) { DisclosureWire.write(recipient, id: id.text, to: &$0) }
    }

    @Sendable private func show(_ call: OrganizationCall) async throws -> Response {
        let id: Identifier<Recipient> = try call.identifier()
        let stored = try await store.document(Recipient.self, id: id.text, in: call.organization)
        guard let stored else { throw Problem(.notFound) }
        return .stored(stored, for: call.call) {
            DisclosureWire.write(stored.value, id: id.text, to: &$0)
        }
    }

    @Sendable private func delete(_ call: OrganizationCall) async throws -> Response {
        let id: Identifier<Recipient> = try call.identifier()
        try await store.delete(
            Recipient.self, id: id.text, if: call.call.precondition(), in: call.organization,
            by: call.caller)
        return .empty()
    }

    @Sendable private func recipients(_ call: OrganizationCall) async throws -> Response {
        try await Listing(
            fetch: {
                try await store.documents(
                    Recipient.self, in: call.organization, after: $0, limit: $1)
            },
            key: \.id, write: { DisclosureWire.write($0.stored.value, id: $0.id, to: &$1) }
        ).answer(call.call)
    }

    @Sendable private func disclosures(_ call: OrganizationCall) async throws -> Response {
        let member: MemberID? = try call.call.identifier("member")
        return try await Listing(
            fetch: { last, limit in
                guard let after = Int64(last ?? "0"), after >= 0 else {
                    throw Problem(.invalidCursor)
                }
                return try await store.disclosures(
                    about: member, in: call.organization, after: after, limit: limit)
            },
            key: { String($0.number) }, write: { DisclosureWire.write($0, to: &$1) }
        ).answer(call.call)
    }

    @Sendable private func catalogue(_ call: Call) async throws -> Response {
        .json(headers: [.contentLanguage: call.language.rawValue]) {
            CatalogueWire.write(in: call.language, to: &$0)
        }
    }
}
