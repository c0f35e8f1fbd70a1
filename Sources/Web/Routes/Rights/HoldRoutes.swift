import Attendance
import HTTPTypes
import Hummingbird
import JSON
import Timekeeping

/// Legal holds: what keeps a person's data though its time is over.
struct HoldRoutes: Sendable {
    let store: any HoldStore & MemberStore

    private static let path = "/members/{member}/hold"
    private static let readers: Set<Role> = [.admin, .auditor]

    var endpoints: [Endpoint] {
        [
            .organization(.put, Self.path, [.admin], place),
            .organization(.get, Self.path, Self.readers, show),
            .organization(.delete, Self.path, [.admin], lift),
            .organization(.get, "/holds", Self.readers, list),
        ]
    }

    @Sendable private func place(_ call: OrganizationCall) async throws -> Response {
        let member: MemberID = try call.identifier()
        let reason = try call.call.read { reader in
            var reason: String?
            try reader.object { name, value in
                switch name {
                case "reason": reason = try value.string(min: 1, max: Limits.holdReason)
                default: throw value.unknownMember()
                }
            }
            return try reader.required(reason, "reason")
        }
        let placed = try await store.hold(
            member, because: reason, in: call.organization, by: call.caller)
        return .json(placed.isNew ? .created : .ok) { Self.write(placed.hold, to: &$0) }
    }

    @Sendable private func show(_ call: OrganizationCall) async throws -> Response {
        let member: MemberID = try call.identifier()
        guard let hold = try await store.hold(of: member, in: call.organization) else {
            throw Problem(.notFound)
        }
        return .json { Self.write(hold, to: &$0) }
    }

    @Sendable private func lift(_ call: OrganizationCall) async throws -> Response {
        try await store.lift(call.identifier(), in: call.organization, by: call.caller)
        return .empty()
    }

    @Sendable private func list(_ call: OrganizationCall) async throws -> Response {
        try await Listing(
            fetch: {
                try await store.holds(
                    in: call.organization, after: $0.flatMap { .init($0) }, limit: $1)
            },
            key: \.member.text, write: { Self.write($0, to: &$1) }
        ).answer(call.call)
    }

    static func write(_ hold: LegalHold, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("member", hold.member.text)
            writer.member("reason", hold.reason)
            writer.member("placedBy", hold.placedBy)
            writer.member("placedAt", instant: hold.placedAt.milliseconds)
        }
    }
}
