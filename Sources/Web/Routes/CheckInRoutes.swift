import Attendance
import Foundation
import HTTPTypes
import Hummingbird
import JSON
import NIOCore
import Timekeeping

/// Check-ins: posted one at a time or many, read back as receipts.
struct CheckInRoutes: Sendable {
    let desk: CheckInDesk
    let ledger: any Ledger
    let documents: any DocumentStore
    let organizations: any OrganizationStore
    let signatures: SignedRequest

    private static let posters: Set<Role> = [.admin, .app, .kiosk, .member]
    private static let readers: Set<Role> = [.admin, .hr, .app, .kiosk, .member, .auditor]

    var endpoints: [Endpoint] {
        [
            .organization(
                .post, "/check-ins", Self.posters, body: .whole(Limits.checkInBody), post),
            .organization(
                .post, "/check-ins/batch", [.admin, .app], body: .streamed(Limits.importBody), batch
            ),
            .organization(.get, "/check-ins", [.admin, .hr, .auditor, .member], list)
                .disclosing(Egress(categories: [.checkIns])),
            .organization(.get, "/check-ins/{id}", Self.readers, show),
        ]
    }

    @Sendable private func post(_ call: OrganizationCall) async throws -> Response {
        let receipt = try await receive(call.body, call)
        var headers = HTTPFields()
        if receipt.isReplay { headers[.idempotentReplayed] = "true" }
        return .json(receipt.isReplay ? .ok : .created, headers: headers) {
            ReceiptWire.write(receipt.record, .whole, in: call.language, to: &$0)
        }
    }

    private func receive(_ body: ByteBuffer, _ call: OrganizationCall) async throws -> Receipt {
        var checkIn = try CheckInWire.read(body)
        try admit(&checkIn, call)
        try await signatures.verify(&checkIn, from: call)
        return try await desk.receive(checkIn, in: call.organization)
    }

    /// Ties a check-in to the caller that posts it.
    private func admit(_ checkIn: inout CheckIn, _ call: OrganizationCall) throws(Problem) {
        if let own = call.caller.member, own != checkIn.member { throw Problem(.unknownPerson) }
        checkIn.peerAddress = call.peerAddress
        checkIn.kiosk = call.caller.role == .kiosk ? call.caller.geofences : nil
    }

    @Sendable private func batch(_ call: OrganizationCall) async throws -> Response {
        guard let stream = call.stream else { throw Problem(.invalidBody) }
        let lines = BodyLines(
            stream, longestLine: Limits.checkInBody, longestBody: Limits.importBody)
        return LineAnswers.response { write in
            var run = BatchRun { number, checkIn in await judge(number, checkIn, call) }
            do {
                try await lines.forEach { number, line in
                    do {
                        var checkIn = try CheckInWire.read(line)
                        try admit(&checkIn, call)
                        if run.isFull(before: checkIn) { try await run.finish(write) }
                        run.add(number, checkIn)
                    } catch let problem as Problem {
                        try await run.finish(write)
                        try await write(JSONLine(number, problem, in: call.language))
                    }
                }
                try await run.finish(write)
            } catch let problem as Problem {
                try await run.finish(write)
                try await write(JSONLine(0, problem, in: call.language))
            }
        }
    }

    private func judge(
        _ number: Int, _ checkIn: CheckIn, _ call: OrganizationCall
    ) async -> JSONLine {
        do {
            let receipt = try await desk.receive(checkIn, in: call.organization)
            return JSONLine(number, status: receipt.isReplay ? 200 : 201) { writer in
                writer.member("receipt") {
                    ReceiptWire.write(receipt.record, .whole, in: call.language, to: &$0)
                }
            }
        } catch {
            return JSONLine(
                number, Problem(telling: error) ?? Problem(.internalError), in: call.language)
        }
    }

    @Sendable private func list(_ call: OrganizationCall) async throws -> Response {
        var query = try RecordQuery(call, in: try await zone(of: call))
        // Of others a member learns no more than of nobody: there is nothing.
        let own = call.caller.member
        query.member = query.member ?? own
        let isOthers = own != nil && query.member != own
        let view = ReceiptWire.View(for: call.caller)
        return try await Listing.proven(
            fetch: { [query] after, limit in
                guard !isOthers else { return [] }
                var page = query
                page.before = after.flatMap { Int64($0) }
                page.limit = limit
                return try await ledger.records(page, in: call.organization)
            },
            key: { "\($0.sequence)" },
            write: { ReceiptWire.write($0, view, in: call.language, to: &$1) }
        ).answer(call.call)
    }

    /// The organization's zone, where the query names civil dates; otherwise nobody asks.
    private func zone(of call: OrganizationCall) async throws -> Zone {
        let bounds = ["from", "to"].compactMap { call.query[$0] }
        guard bounds.contains(where: { CivilDate($0[...]) != nil }) else { return .utc }
        return try await call.zone(organizations)
    }

    @Sendable private func show(_ call: OrganizationCall) async throws -> Response {
        guard let id = UUID(uuidString: call.parameters[1]),
            let record = try await ledger.record(id, in: call.organization),
            call.caller.member == nil || call.caller.member == record.member
        else { throw Problem(.notFound) }
        let view = ReceiptWire.View(for: call.caller)
        let review = try await documents.document(
            Review.self, id: id.uuidString.lowercased(), in: call.organization)
        return .json { writer in
            guard let review else {
                return ReceiptWire.write(record, view, in: call.language, to: &writer)
            }
            writer.object { writer in
                writer.members { ReceiptWire.write(record, view, in: call.language, to: &$0) }
                writer.member("review") { CorrectionWire.write(review.value, to: &$0) }
            }
        }
    }
}

extension ReceiptWire.View {
    /// What a caller sees of records.
    init(for caller: Caller) {
        self =
            switch caller.role {
            case .hr, .auditor: .status
            default: .whole
            }
    }
}

extension RecordQuery {
    /// The records that a call asks for.
    ///
    /// - Throws: `bad-request` for a filter that is malformed.
    fileprivate init(_ call: OrganizationCall, in zone: Zone) throws(Problem) {
        self.init(limit: 100)
        let call = (inner: call.call, caller: call.caller)
        member = try call.inner.identifier("member")
        from = try call.inner.bound("from", in: zone)
        to = try call.inner.bound("to", in: zone, isEnd: true)
        verdict = try call.inner.word("decision", as: Verdict.self)
        geofence = try call.inner.identifier("geofence")
        code = try call.inner.word("code", as: RiskCode.self)
    }
}
