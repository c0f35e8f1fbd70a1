import Attendance
import HTTPTypes
import Hummingbird
import JSON
import Timekeeping

/// The four routes of a rule that is written in versions, each holding from a date on.
struct VersionedRoutes<Rule: VersionedRule>: Sendable {
    let store: any AttendanceStorage
    /// The path of the list, such as `/shifts`.
    let path: String
    let largest: Int
    let read: @Sendable (inout JSONReader, _ id: String) throws -> Rule
    let write: @Sendable (Rule, inout JSONWriter) -> Void
    /// Holds a rule against the others; throws what is wrong with it.
    let check: @Sendable (Rule, _ id: String, OrganizationCall) async throws -> Void
    /// Throws while something still needs the rule.
    var release: @Sendable (_ id: String, OrganizationCall) async throws -> Void = { _, _ in }
    /// The rule of an id that nobody wrote.
    var builtIn: @Sendable (_ id: String) -> Rule? = { _ in nil }

    var endpoints: [Endpoint] {
        let readers: Set<Role> = [.admin, .hr, .auditor]
        return [
            .organization(.put, path + "/{id}", [.admin], body: .whole(largest), put),
            .organization(.get, path + "/{id}", readers, show),
            .organization(.delete, path + "/{id}", [.admin], delete),
            .organization(.get, path, readers, list),
        ]
    }

    @Sendable private func put(_ call: OrganizationCall) async throws -> Response {
        let id: Identifier<Rule> = try call.identifier()
        let precondition = try call.call.precondition()
        let from = try call.call.date("effectiveFrom")
        let rule = try call.call.read { try read(&$0, id.text) }
        try await check(rule, id.text, call)
        let writer = RuleWriter(store: store, call: call)
        let written = try await writer.write(rule, id: id.text, from: from, if: precondition)
        return .written(written) { write(rule, &$0) }
    }

    @Sendable private func show(_ call: OrganizationCall) async throws -> Response {
        let id: Identifier<Rule> = try call.identifier()
        let date = try call.call.date("effectiveFrom")
        let stored = try await store.document(
            RuleHistory<Rule>.self, id: id.text, in: call.organization)
        guard let stored, !stored.value.isWithdrawn else {
            guard let rule = builtIn(id.text) else { throw Problem(.notFound) }
            return .json { write(rule, &$0) }
        }
        let history = stored.value
        let version = date.map { history.version(on: $0) } ?? history.newest
        guard let version else { throw Problem(.notFound) }
        return .stored(stored, for: call.call) { write(version.rule, &$0) }
    }

    @Sendable private func delete(_ call: OrganizationCall) async throws -> Response {
        let id: Identifier<Rule> = try call.identifier()
        try await release(id.text, call)
        try await RuleWriter(store: store, call: call).retire(
            Rule.self, id: id.text, if: call.call.precondition())
        return .empty()
    }

    @Sendable private func list(_ call: OrganizationCall) async throws -> Response {
        try await Listing(
            fetch: { try await inForce(call.organization, after: $0, limit: $1) },
            key: \.id,
            write: { item, writer in
                let newest = item.stored.value.newest
                writer.object { writer in
                    writer.member("id", item.id)
                    writer.members(of: { write(newest.rule, &$0) })
                }
            }
        ).answer(call.call)
    }

    /// The rules that were not taken out of force, in the order of their ids.
    private func inForce(
        _ organization: OrganizationID, after id: String?, limit: Int
    ) async throws(StoreError) -> [(id: String, stored: Stored<RuleHistory<Rule>>)] {
        var found: [(id: String, stored: Stored<RuleHistory<Rule>>)] = []
        var last = id
        while found.count < limit {
            let page = try await store.documents(
                RuleHistory<Rule>.self, in: organization, after: last, limit: limit)
            found += page.filter { !$0.stored.value.isWithdrawn }
            guard page.count == limit, let end = page.last else { break }
            last = end.id
        }
        return Array(found.prefix(limit))
    }
}

/// Adds a version to a rule's history.
struct RuleWriter: Sendable {
    let store: any AttendanceStorage
    let call: OrganizationCall

    /// Writes a version, as often as somebody else is faster.
    ///
    /// - Throws: `preconditionFailed` when the client's own demand does not hold.
    func write<Rule: VersionedRule>(
        _ rule: Rule, id: String, from: CivilDate?, if precondition: Precondition
    ) async throws -> Written {
        for _ in 0..<Limits.judgements {
            let stored = try await store.document(
                RuleHistory<Rule>.self, id: id, in: call.organization)
            let isInForce = stored?.value.isWithdrawn == false
            guard Self.holds(precondition, isInForce ? stored?.version : nil) else {
                throw Problem(.preconditionFailed)
            }
            var history = stored?.value ?? RuleHistory(rule, from: from, at: call.now)
            if stored != nil { history.add(rule, from: from, at: call.now) }
            if let written = try await put(history, id, over: stored?.version, precondition) {
                return Written(version: written.version, isNew: !isInForce)
            }
        }
        throw Problem(.overloaded)
    }

    /// Takes a rule out of force; its versions stay for the days that closed under them.
    ///
    /// - Throws: `notFound`, `preconditionFailed` when the client's own demand does not hold.
    func retire<Rule: VersionedRule>(
        _ type: Rule.Type, id: String, if precondition: Precondition
    ) async throws {
        for _ in 0..<Limits.judgements {
            let stored = try await store.document(
                RuleHistory<Rule>.self, id: id, in: call.organization)
            guard let stored, !stored.value.isWithdrawn else { throw StoreError.notFound }
            guard Self.holds(precondition, stored.version) else {
                throw Problem(.preconditionFailed)
            }
            var history = stored.value
            history.retire(at: call.now)
            if try await put(history, id, over: stored.version, precondition) != nil { return }
        }
        throw Problem(.overloaded)
    }

    /// Writes a history over the version that was read; nil when somebody else was faster.
    private func put<Rule: VersionedRule>(
        _ history: RuleHistory<Rule>, _ id: String, over version: Int64?,
        _ precondition: Precondition
    ) async throws(StoreError) -> Written? {
        do {
            return try await store.put(
                history, id: id, if: version.map { .version($0) } ?? .absent,
                in: call.organization, by: call.caller)
        } catch {
            guard error == .preconditionFailed, precondition == .none else { throw error }
            return nil
        }
    }

    private static func holds(_ precondition: Precondition, _ present: Int64?) -> Bool {
        switch precondition {
        case .none: true
        case .version(let version): version == present
        case .exists: present != nil
        case .absent: present == nil
        }
    }
}

extension JSONWriter {
    /// Writes the members of an object into the one that is open.
    mutating func members(of write: (inout JSONWriter) -> Void) {
        var inner = JSONWriter()
        write(&inner)
        var limits = JSONLimits()
        limits.members = 20_000
        guard let value = try? JSONValue(inner.bytes, limits: limits),
            case .object(let members) = value
        else { return }
        for entry in members { member(entry.name, entry.value) }
    }
}

extension Call {
    /// A civil date in the query.
    ///
    /// - Throws: `bad-request` for anything but `yyyy-MM-dd`.
    func date(_ name: String) throws(Problem) -> CivilDate? {
        guard let text = query[name] else { return nil }
        guard let date = CivilDate(text[...]) else {
            throw Problem(.badRequest, "\(name) must be a date as yyyy-MM-dd")
        }
        return date
    }
}
