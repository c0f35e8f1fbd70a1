import Attendance
import Foundation
import JSON
import NIOCore
import Sealing
import Timekeeping

/// Lines of an import that are written together in one durable write.
struct ImportRun: Sendable {
    let store: any PunchLedger
    let organization: OrganizationID
    let now: Instant
    var language = Language.en
    private var lines: [(number: Int, content: Result<Record, Problem>)] = []

    private static let linesMax = 512

    init(store: any PunchLedger, organization: OrganizationID, now: Instant) {
        self.store = store
        self.organization = organization
        self.now = now
    }

    /// Whether the lines should be written before more come.
    var isFull: Bool { lines.count >= Self.linesMax }

    /// Reads a line; a bad one waits for its answer like the others.
    mutating func take(_ number: Int, _ line: ByteBuffer) {
        do {
            let bytes = Array(line.readableBytesView)
            let punch = try TrustedPunchWire.read(bytes)
            guard punch.occurredAt.milliseconds(since: now) <= Limits.clockSkewMilliseconds else {
                throw Problem(.clockSkew, "the punch lies in the future", at: "/occurredAt")
            }
            let digest = bytes.withUnsafeBytes { Digest(of: $0) }
            let record = Record(
                trusting: punch, bodyDigest: Data(digest.bytes), receivedAt: now)
            lines.append((number, .success(record)))
        } catch {
            lines.append((number, .failure(Problem(telling: error) ?? Problem(.internalError))))
        }
    }

    /// Writes all that wait and answers them in order.
    mutating func finish(_ write: (JSONLine) async throws -> Void) async throws {
        let run = lines
        lines = []
        let records = run.compactMap { line in
            if case .success(let record) = line.content { record } else { nil }
        }
        let outcomes: Result<[TrustedOutcome], StoreError>
        do throws(StoreError) {
            outcomes = .success(
                records.isEmpty
                    ? [] : try await store.append(trusted: records, in: organization))
        } catch {
            outcomes = .failure(error)
        }
        var next = 0
        for (number, content) in run {
            switch content {
            case .failure(let problem):
                try await write(JSONLine(number, problem, in: language))
            case .success(let record):
                try await write(answer(number, record, outcomes, at: next))
                next += 1
            }
        }
    }

    private func answer(
        _ number: Int, _ record: Record, _ outcomes: Result<[TrustedOutcome], StoreError>,
        at index: Int
    ) -> JSONLine {
        let id = record.id.uuidString.lowercased()
        switch outcomes {
        case .failure(let error):
            return JSONLine(
                number, Problem(telling: error) ?? Problem(.internalError), in: language)
        case .success(let outcomes):
            switch outcomes[index] {
            case .recorded: return JSONLine(number, status: 201) { $0.member("id", id) }
            case .already: return JSONLine(number, status: 200) { $0.member("id", id) }
            case .conflict: return JSONLine(number, Problem(.checkInConflict), in: language)
            case .unknownPerson: return JSONLine(number, Problem(.unknownPerson), in: language)
            }
        }
    }
}
