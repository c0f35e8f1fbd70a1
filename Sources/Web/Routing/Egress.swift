import Attendance
import HTTPTypes
import Hummingbird

/// What leaves the server by an endpoint, for the register of disclosures.
struct Egress: Sendable {
    /// What is in the answer.
    let categories: [DataCategory]
    /// How it leaves.
    var kind = Disclosure.Kind.report
    /// What it is for, where no registered recipient says so.
    var purpose = "attendance-management"
    /// Whether every answer counts, rather than only whole lists and files.
    var isAlways = false

    /// Whether an answer takes data out of the system: pages of JSON are how people work in it.
    func covers(_ response: Response) -> Bool {
        guard response.status == .ok else { return false }
        let type = response.headers[.contentType] ?? ""
        return isAlways || !type.hasPrefix("application/json")
    }
}

extension Endpoint {
    /// The same endpoint, its answers entered in the register of disclosures.
    func disclosing(_ egress: Egress) -> Endpoint {
        var copy = self
        copy.egress = egress
        return copy
    }
}

/// Enters answers in the register of disclosures before they leave.
struct DisclosureDesk: Sendable {
    let store: any DisclosureStore & DocumentStore

    /// Returns once the entry is durable.
    func note(_ egress: Egress, _ call: OrganizationCall, _ endpoint: Endpoint) async throws {
        var member = endpoint.path.place(of: "member").flatMap { MemberID(call.parameters[$0]) }
        if member == nil { member = try call.call.identifier("member") }
        let recipient = try await recipient(of: call)
        let isOwn = call.caller.member != nil
        let content = Disclosure.Content(
            kind: egress.kind,
            recipient: recipient?.id ?? (isOwn ? "data-subject" : call.caller.name),
            categories: egress.categories, purpose: recipient?.value.purpose ?? egress.purpose,
            basis: recipient?.value.basis ?? (isOwn ? .request : .necessity), member: member)
        try await store.register(content, in: call.organization, by: call.caller)
    }

    /// The registered recipient that fetches with the caller's key.
    private func recipient(
        of call: OrganizationCall
    ) async throws -> (id: String, value: Recipient)? {
        guard let key = call.caller.key else { return nil }
        let all = try await store.all(Recipient.self, in: call.organization)
        return all.sorted { $0.key < $1.key }.first { $0.value.keys.contains(key) }
            .map { ($0.key, $0.value) }
    }
}
