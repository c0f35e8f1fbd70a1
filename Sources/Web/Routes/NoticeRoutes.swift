import Attendance
import HTTPTypes
import Hummingbird
import JSON

/// Notices, and the legal ground of each purpose.
struct NoticeRoutes: Sendable {
    let store: any NoticeStore & MemberStore & DocumentStore

    private static let readers: Set<Role> = [.admin, .hr, .app, .member, .auditor]

    var endpoints: [Endpoint] {
        [
            .organization(.put, "/notices/{version}", [.admin], publish),
            .organization(.get, "/notices/{version}", Self.readers, show),
            .organization(.get, "/notices", Self.readers, list),
            .organization(.put, "/purposes/{purpose}", [.admin], putBasis),
            .organization(.get, "/purposes/{purpose}", Self.readers, showBasis),
        ]
    }

    @Sendable private func publish(_ call: OrganizationCall) async throws -> Response {
        let version: Identifier<Notice> = try call.identifier()
        guard version.text != NoticeWire.builtInVersion else {
            throw Problem(.noticePublished, "default is the server's own notice")
        }
        let notice = try call.call.read { try NoticeWire.read(&$0, at: call.now) }
        let written = try await store.publish(
            notice, version: version.text, in: call.organization, by: call.caller)
        return .written(written) { NoticeWire.write(notice, version: version.text, to: &$0) }
    }

    @Sendable private func show(_ call: OrganizationCall) async throws -> Response {
        let version: Identifier<Notice> = try call.identifier()
        if version.text == NoticeWire.builtInVersion {
            return .json { NoticeWire.write(nil, version: version.text, to: &$0) }
        }
        let stored = try await store.document(
            Notice.self, id: version.text, in: call.organization)
        guard let stored else { throw Problem(.notFound) }
        return .stored(stored, for: call.call) {
            NoticeWire.write(stored.value, version: version.text, to: &$0)
        }
    }

    @Sendable private func list(_ call: OrganizationCall) async throws -> Response {
        let inEffect = try await store.noticeInEffect(in: call.organization, at: call.now)
        return try await Listing(
            fetch: { last, limit in
                let own = try await store.documents(
                    Notice.self, in: call.organization, after: last, limit: limit)
                let items = own.map { (version: $0.id, notice: Optional($0.stored.value)) }
                let isFirst = last.map { $0 < NoticeWire.builtInVersion } ?? true
                return isFirst ? NoticeRoutes.adding(to: items, limit: limit) : items
            },
            key: \.version,
            write: {
                NoticeWire.write(
                    $0.notice, version: $0.version, inEffect: $0.version == inEffect, to: &$1)
            }
        ).answer(call.call)
    }

    /// The page with the server's own notice in its place among the versions.
    private static func adding(
        to items: [(version: String, notice: Notice?)], limit: Int
    ) -> [(version: String, notice: Notice?)] {
        let all = items + [(version: NoticeWire.builtInVersion, notice: nil)]
        return Array(all.sorted { $0.version < $1.version }.prefix(limit))
    }

    @Sendable private func putBasis(_ call: OrganizationCall) async throws -> Response {
        let purpose = try purpose(call)
        let basis = try call.call.read { try NoticeWire.basis(&$0, for: purpose) }
        let written = try await store.put(
            basis, for: purpose, in: call.organization, by: call.caller)
        return .written(written) { NoticeWire.write(basis, for: purpose, to: &$0) }
    }

    @Sendable private func showBasis(_ call: OrganizationCall) async throws -> Response {
        let purpose = try purpose(call)
        let stored =
            try await store.document(
                LegalBasis.self, id: purpose.rawValue, in: call.organization)
            ?? Stored(value: .consent, version: 0)
        return .stored(stored, for: call.call) {
            NoticeWire.write(stored.value, for: purpose, to: &$0)
        }
    }

    private func purpose(_ call: OrganizationCall) throws(Problem) -> Purpose {
        guard let purpose = Purpose(rawValue: call.parameters[1]) else {
            throw Problem(.notFound)
        }
        return purpose
    }
}
