import Attendance
import Foundation
import HTTPTypes
import Hummingbird
import JSON
import Timekeeping

/// What people decide on check-ins afterwards; the check-in itself stays as it was.
struct CorrectionRoutes: Sendable {
    let store: any AttendanceStorage
    let desk: CheckInDesk

    private static let disputesMax = 20

    var endpoints: [Endpoint] {
        [
            .organization(.post, "/check-ins/{id}/review", [.admin, .hr], review),
            .organization(
                .post, "/check-ins/{id}/disputes", [.admin, .hr, .member], dispute),
            .organization(
                .get, "/check-ins/{id}/disputes", [.admin, .hr, .member, .auditor], disputes),
            .organization(
                .post, "/check-ins/import", [.admin], body: .streamed(Limits.importBody),
                load),
        ]
    }

    @Sendable private func review(_ call: OrganizationCall) async throws -> Response {
        let record = try await record(of: call)
        let (isAccepted, reason) = try call.call.read { try CorrectionWire.review(&$0) }
        let review = Review(
            of: record, isAccepted: isAccepted, reason: reason, by: call.caller.name,
            at: call.now)
        let id = record.id.uuidString.lowercased()
        _ = try await store.put(
            review, id: id, if: .none, in: call.organization, by: call.caller)
        if isAccepted { try await desk.learn(from: record, in: call.organization) }
        return .json(.created) { CorrectionWire.write(review, to: &$0) }
    }

    @Sendable private func dispute(_ call: OrganizationCall) async throws -> Response {
        let record = try await record(of: call)
        let reason = try call.call.read { try CorrectionWire.reason(&$0) }
        for number in 1...Self.disputesMax {
            let dispute = Dispute(
                of: record, number: number, reason: reason, by: call.caller.name, at: call.now)
            do throws(StoreError) {
                _ = try await store.put(
                    dispute, id: dispute.id, if: .absent, in: call.organization,
                    by: call.caller)
                return .json(.created) { CorrectionWire.write(dispute, decidedBy: nil, to: &$0) }
            } catch {
                guard error == .preconditionFailed else { throw error }
            }
        }
        throw Problem(.inUse, "at most \(Self.disputesMax) disputes a check-in")
    }

    @Sendable private func disputes(_ call: OrganizationCall) async throws -> Response {
        let record = try await record(of: call)
        let prefix = record.id.uuidString.lowercased() + "."
        let found = try await store.listedDocuments(
            Dispute.self, in: call.organization, after: prefix, limit: Self.disputesMax)
        let own = found.compactMap { $0.stored.value?.value }.filter { $0.checkIn == record.id }
        let faults = found.filter { $0.id.hasPrefix(prefix) }.compactMap(\.stored.altered)
        let review = try await store.document(
            Review.self, id: String(prefix.dropLast()), in: call.organization)
        return .json { writer in
            writer.object { writer in
                writer.member("items") { writer in
                    writer.array { writer in
                        for dispute in own {
                            CorrectionWire.write(dispute, decidedBy: review?.value, to: &writer)
                        }
                    }
                }
                writer.member("nextCursor", String?.none)
                AlteredWire.write(errors: faults, in: call.language, to: &writer)
            }
        }
    }

    @Sendable private func load(_ call: OrganizationCall) async throws -> Response {
        guard let stream = call.stream else { throw Problem(.invalidBody) }
        let lines = BodyLines(
            stream, longestLine: Limits.documentBody, longestBody: Limits.importBody)
        return LineAnswers.response { write in
            var run = ImportRun(store: store, organization: call.organization, now: call.now)
            run.language = call.language
            do {
                try await lines.forEach { number, line in
                    run.take(number, line)
                    if run.isFull { try await run.finish(write) }
                }
                try await run.finish(write)
            } catch let problem as Problem {
                try await run.finish(write)
                try await write(JSONLine(0, problem, in: call.language))
            }
        }
    }

    /// The check-in of the path, if the caller may know of it.
    private func record(of call: OrganizationCall) async throws -> Record {
        guard let id = UUID(uuidString: call.parameters[1]),
            let record = try await store.record(id, in: call.organization),
            call.caller.member == nil || call.caller.member == record.member
        else { throw Problem(.notFound) }
        return record
    }
}
