import Attendance
import HTTPTypes
import Hummingbird
import JSON
import Timekeeping

/// What the enterprise's own workflow approved.
struct ApprovalRoutes: Sendable {
    let store: any AttendanceStorage

    var endpoints: [Endpoint] {
        let readers: Set<Role> = [.admin, .hr, .auditor]
        return [
            .organization(.put, "/approvals/{id}", [.admin, .hr], put),
            .organization(.get, "/approvals/{id}", readers, show),
            .organization(.delete, "/approvals/{id}", [.admin, .hr], delete),
            .organization(.get, "/approvals", readers, list),
        ]
    }

    @Sendable private func put(_ call: OrganizationCall) async throws -> Response {
        let id: Identifier<Approval> = try call.identifier()
        let precondition = try call.call.precondition()
        let draft = try call.call.read { reader in
            let draft = try ApprovalWire.read(&reader)
            guard draft.id == nil || draft.id == id.text else {
                throw JSONError(.invalid, at: "/id", "must equal the id in the path")
            }
            return draft
        }
        guard let member = draft.member.flatMap({ MemberID($0) }) else {
            throw JSONError(.invalid, at: "/member", "the member is required")
        }
        guard var approval = draft.approval(id: id.text, zone: try await call.zone(store)) else {
            throw JSONError(.invalid, at: "/to", "the end lies before the beginning")
        }
        guard try await store.member(member, in: call.organization) != nil else {
            throw Problem(.unknownPerson)
        }
        // Sent again, it keeps the day on which it was filed: a deadline goes by that.
        let earlier = try await store.document(
            ApprovalDocument.self, id: id.text, in: call.organization)
        approval.filedAt = earlier?.value.approval.filedAt ?? call.now
        let document = ApprovalDocument(member: member, approval: approval)
        let written = try await store.put(
            document, id: id.text, if: precondition, in: call.organization, by: call.caller)
        return .written(written) { ApprovalWire.write(approval, member: member.text, to: &$0) }
    }

    @Sendable private func show(_ call: OrganizationCall) async throws -> Response {
        let id: Identifier<Approval> = try call.identifier()
        let stored = try await store.document(
            ApprovalDocument.self, id: id.text, in: call.organization)
        guard let stored else { throw Problem(.notFound) }
        return .stored(stored, for: call.call) {
            ApprovalWire.write(stored.value.approval, member: stored.value.member.text, to: &$0)
        }
    }

    @Sendable private func delete(_ call: OrganizationCall) async throws -> Response {
        let id: Identifier<Approval> = try call.identifier()
        try await store.delete(
            ApprovalDocument.self, id: id.text, if: call.call.precondition(),
            in: call.organization, by: call.caller)
        return .empty()
    }

    @Sendable private func list(_ call: OrganizationCall) async throws -> Response {
        try await Listing(
            fetch: {
                try await store.listedDocuments(
                    ApprovalDocument.self, in: call.organization, after: $0, limit: $1)
            },
            key: \.id,
            write: { item, writer in
                guard let document = item.stored.value?.value else { return }
                ApprovalWire.write(
                    document.approval, member: document.member.text, to: &writer)
            },
            altered: { $0.stored.altered }
        ).answer(call.call)
    }
}
