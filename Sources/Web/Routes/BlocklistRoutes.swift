import Apps
import Attendance
import HTTPTypes
import Hummingbird
import JSON
import NIOCore
import Sealing
import Timekeeping

/// The rules against cheat software, and the list that phones match by.
struct BlocklistRoutes: Sendable {
    let store: any DocumentStore & BlocklistHistory
    let blocklists: any Blocklists
    let keys: DeviceListKeys

    var endpoints: [Endpoint] {
        [
            .organization(.put, "/blocklist/rules/{rule}", [.admin], put),
            .organization(.get, "/blocklist/rules/{rule}", [.admin, .auditor], show),
            .organization(.delete, "/blocklist/rules/{rule}", [.admin], delete),
            .organization(.get, "/blocklist/rules", [.admin, .auditor], list),
            .organization(.get, "/blocklist/device", [.admin, .app, .auditor], device),
            .organization(.get, "/blocklist/key", [.admin, .app, .auditor], key),
            .organization(
                .post, "/blocklist/match", [.admin, .app], body: .whole(Limits.checkInBody), match),
        ]
    }

    @Sendable private func put(_ call: OrganizationCall) async throws -> Response {
        let id = try name(call)
        let precondition = try call.call.precondition()
        let rule = try call.call.read { try BlocklistWire.rule(&$0, id: id) }
        let written = try await store.put(
            rule, id: id, if: precondition, in: call.organization, by: call.caller)
        return .written(written) { BlocklistWire.write(rule, .organization, to: &$0) }
    }

    @Sendable private func show(_ call: OrganizationCall) async throws -> Response {
        let id = try name(call)
        if let own = try await store.document(BlocklistRule.self, id: id, in: call.organization) {
            return .stored(own, for: call.call) {
                BlocklistWire.write(own.value, .organization, to: &$0)
            }
        }
        guard let rule = BlocklistDefaults.shipped.rules.first(where: { $0.id == id }) else {
            throw Problem(.notFound)
        }
        let stored = Stored(value: rule, version: 0)
        return .stored(stored, for: call.call) { BlocklistWire.write(rule, .server, to: &$0) }
    }

    @Sendable private func delete(_ call: OrganizationCall) async throws -> Response {
        try await store.delete(
            BlocklistRule.self, id: name(call), if: call.call.precondition(),
            in: call.organization, by: call.caller)
        return .empty()
    }

    /// The server's rules and the organization's over them, in the order of their ids.
    @Sendable private func list(_ call: OrganizationCall) async throws -> Response {
        try await Listing(
            fetch: { after, limit in
                let own = try await store.documents(
                    BlocklistRule.self, in: call.organization, after: after, limit: limit
                ).map { (rule: $0.stored.value, origin: BlocklistWire.Origin.organization) }
                let replaced = Set(own.map(\.rule.id))
                let inherited = BlocklistDefaults.shipped.rules
                    .filter { $0.id > after ?? "" && !replaced.contains($0.id) }
                    .prefix(limit).map { (rule: $0, origin: BlocklistWire.Origin.server) }
                return Array((own + inherited).sorted { $0.rule.id < $1.rule.id }.prefix(limit))
            },
            key: \.rule.id, write: { BlocklistWire.write($0.rule, $0.origin, to: &$1) }
        ).answer(call.call)
    }

    @Sendable private func device(_ call: OrganizationCall) async throws -> Response {
        let blocklist = try await blocklists.blocklist(of: call.organization).blocklist
        let platform = try call.call.word("platform", as: AppPlatform.self) ?? .any
        let term = DeviceListTerm(at: call.now)
        let list = DeviceList(
            blocklist, platform: platform, salt: keys.salt(of: call.organization),
            expiresAt: term.end.milliseconds, digest: { Digest(of: $0).bytes })
        var bytes = JSONWriter(capacity: 64 * 1_024)
        if let older = try await older(than: list, platform, call),
            let delta = list.delta(since: older)
        {
            BlocklistWire.write(delta, of: list, to: &bytes)
        } else {
            BlocklistWire.write(list, to: &bytes)
        }
        let tag = "\"\(Digest(of: bytes.bytes).hex.prefix(32))\""
        if call.call.holds(tag) {
            return Response(status: .notModified, headers: [.eTag: tag])
        }
        var headers: HTTPFields = [.contentType: "application/json", .eTag: tag]
        headers[.rollcallSignature] = try keys.signing.listSignatureHeader(for: bytes.bytes)
        headers[.cacheControl] = "private, no-cache"
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes.bytes)))
    }

    /// The list that a phone says it has; nil where it names none that can be made again.
    private func older(
        than list: DeviceList, _ platform: AppPlatform, _ call: OrganizationCall
    ) async throws -> DeviceList? {
        guard let text = call.query["since"] else { return nil }
        guard let since = Int64(text), since >= 0 else {
            throw Problem(.badRequest, "since must be a revision")
        }
        let defaults = BlocklistDefaults.shipped
        guard since >= defaults.revision, since <= list.revision else { return nil }
        let changes = since - defaults.revision
        let rules = try await store.blocklistRules(at: changes, in: call.organization)
        let blocklist = Blocklist(
            defaults: defaults, organization: rules, organizationRevision: changes)
        return DeviceList(
            blocklist, platform: platform, salt: list.salt, expiresAt: list.expiresAt,
            digest: { Digest(of: $0).bytes })
    }

    @Sendable private func key(_ call: OrganizationCall) async throws -> Response {
        .text("application/jwk+json", Array(keys.signing.publicKey.jwk.json.utf8))
    }

    @Sendable private func match(_ call: OrganizationCall) async throws -> Response {
        let (blocklist, mode) = try await blocklists.blocklist(of: call.organization)
        guard mode == .server else {
            throw Problem(.rawAppListRefused, "the device matches by itself", at: "/installed")
        }
        let list = try call.call.read { try BlocklistWire.list(&$0) }
        let verdict = blocklist.match(list)
        return .json { writer in
            writer.object { writer in
                writer.member("revision", verdict.revision)
                writer.member("rules", verdict.rules.map(\.id))
            }
        }
    }

    private func name(_ call: OrganizationCall) throws(Problem) -> String {
        let id: Identifier<BlocklistRule> = try call.identifier()
        guard !id.text.contains("@") else { throw Problem(.notFound) }
        return id.text
    }
}

/// How long a device list may be used: to the end of the half day after the present one.
struct DeviceListTerm {
    private static let length: Int64 = 12 * 3_600 * 1_000

    /// When it must be fetched again; the same for all who ask in one half day.
    let end: Instant

    init(at now: Instant) {
        let begun = now.milliseconds / Self.length
        end = Instant(milliseconds: (begun + 2) * Self.length)
    }
}

extension HTTPField.Name {
    /// The detached signature of a body.
    static let rollcallSignature = HTTPField.Name("Rollcall-Signature")!
}
