import Attendance
import HTTPTypes
import Hummingbird
import JSON
import NIOCore
import ServiceLifecycle
import Synchronization
import Timekeeping

/// New decisions as they are made, for live boards: server-sent events, each a receipt.
///
/// A client that lost its connection names the last event that it saw (`Last-Event-ID`) and misses none.
struct EventRoutes: Sendable {
    let store: any AttendanceStorage
    let authenticator: Authenticator
    let clock: @Sendable () -> Instant
    private let streams = StreamCounter()

    init(
        store: any AttendanceStorage, authenticator: Authenticator,
        clock: @escaping @Sendable () -> Instant
    ) {
        self.store = store
        self.authenticator = authenticator
        self.clock = clock
    }

    /// How often the ledger is asked for more.
    private static let pause = Duration.milliseconds(500)
    /// After how many pauses without an event a comment tells that the connection lives.
    private static let pausesMax = 20
    /// Events that are read at once.
    private static let page = 100

    var endpoints: [Endpoint] {
        [
            .organization(.get, "/events", [.admin, .hr, .auditor], stream)
                .disclosing(Egress(categories: [.checkIns]))
        ]
    }

    @Sendable private func stream(_ call: OrganizationCall) async throws -> Response {
        guard streams.count(call.organization) < Limits.eventStreams else {
            var problem = Problem(
                .rateLimited, "at most \(Limits.eventStreams) streams of events at once")
            problem.retryAfter = 30
            throw problem
        }
        let start = try await start(of: call)
        let body = ResponseBody { writer in
            // Of many that ask at once too many may have come this far: theirs ends, and they ask again.
            guard streams.enter(call.organization) else { return try await writer.finish(nil) }
            defer { streams.leave(call.organization) }
            try await writer.write(ByteBuffer(string: "retry: 3000\n\n"))
            try await tell(call, after: start, to: &writer)
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: body)
    }

    /// The sequence after which events are told: the client's, or the present one.
    private func start(of call: OrganizationCall) async throws -> Int64 {
        guard let text = call.head.headerFields[.lastEventID] else {
            let heads = try await store.chainHeads(of: call.organization)
            let head = heads.first { $0.name == call.organization.text }
            return head.flatMap { Int64(exactly: $0.sequence) } ?? 0
        }
        guard let sequence = Int64(text), sequence >= 0 else {
            throw Problem(.badRequest, "Last-Event-ID is not the id of an event")
        }
        return sequence
    }

    /// Tells of decisions until the server ends, the caller's token does, or the connection breaks.
    private func tell(
        _ call: OrganizationCall, after start: Int64, to writer: inout any ResponseBodyWriter
    ) async throws {
        var last = start
        var pauses = 0
        while !Task.isShuttingDownGracefully, try await isWelcome(call) {
            let page = try await store.records(
                after: last, in: call.organization, limit: Self.page)
            guard let end = page.last?.sequence else {
                pauses += 1
                if pauses == Self.pausesMax {
                    pauses = 0
                    try await writer.write(ByteBuffer(string: ":\n\n"))
                }
                try await Task.sleep(for: Self.pause)
                continue
            }
            pauses = 0
            last = end
            let events = ReceiptWire.View(for: call.caller)
                .events(of: page.compactMap(\.record), in: call.language)
            if events.readableBytes > 0 { try await writer.write(events) }
        }
    }

    /// Whether the token that the stream was asked for with still holds.
    private func isWelcome(_ call: OrganizationCall) async throws -> Bool {
        let caller = try await authenticator.caller(
            of: call.head, for: call.organization, at: clock())
        return caller?.role == call.caller.role && caller?.organization == call.organization
    }
}

extension ReceiptWire.View {
    /// Records as events: the sequence is the id.
    fileprivate func events(of records: [Record], in language: Language) -> ByteBuffer {
        var buffer = ByteBuffer()
        for record in records {
            var writer = JSONWriter()
            ReceiptWire.write(record, self, in: language, to: &writer)
            buffer.writeString("id: \(record.sequence)\ndata: ")
            buffer.writeBytes(writer.bytes)
            buffer.writeString("\n\n")
        }
        return buffer
    }
}

/// Counts the streams that each organization has open.
///
/// Thread rule: one lock, held for a few lines.
private final class StreamCounter: Sendable {
    private let counts = Mutex<[OrganizationID: Int]>([:])

    func count(_ organization: OrganizationID) -> Int {
        counts.withLock { $0[organization] ?? 0 }
    }

    /// - Returns: Whether there was room for one more.
    func enter(_ organization: OrganizationID) -> Bool {
        counts.withLock { counts in
            let open = counts[organization] ?? 0
            guard open < Limits.eventStreams else { return false }
            counts[organization] = open + 1
            return true
        }
    }

    func leave(_ organization: OrganizationID) {
        counts.withLock { counts in
            let left = (counts[organization] ?? 1) - 1
            counts[organization] = left > 0 ? left : nil
        }
    }
}

extension HTTPField.Name {
    static let lastEventID = Self("Last-Event-ID")!
}
