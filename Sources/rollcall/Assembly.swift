import Attendance
import Foundation
import Logging
import Metrics
import Screening
import Sealing
import ServiceLifecycle
import Storage
import Timekeeping
import Web

/// Puts the parts together: the only place that names concrete ones.
struct Assembly {
    /// What runs until the program is told to stop; the store outlives the server.
    let services: [any Service]
    /// Where meters are kept.
    let registry = PrometheusRegistry()

    /// Opens the store of the settings and builds the server upon it.
    ///
    /// - Throws: When the folder, the keys or the database cannot be used.
    init(_ settings: Settings) async throws {
        let log = Logger(label: "rollcall")
        let data = URL(filePath: settings.data)
        try FileManager.default.createDirectory(
            at: data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let roots = try ServerKeys(settings, data: data)
        let store = try await AttendanceStore.sqlite(
            at: data, options: Self.options(roots, settings, data, log))
        await Self.witness(store, log)
        let keys = try ServiceKeys(store.serverSecrets, cipher: settings.cipher)
        let rotator = try await Self.rotator(settings, roots, store)
        let screener = Screener(sources: store) { organization, faults in
            for fault in faults {
                log.warning(
                    "a geofence was left out",
                    metadata: [
                        "organization": "\(organization)", "geofence": "\(fault.geofence)",
                        "reason": "\(fault.reason)",
                    ])
            }
        }
        let tracer = EvidenceTracer { keys.traceKey(of: $0) }
        let desk = CheckInDesk(
            ledger: store, rulebooks: screener, clock: Self.clock,
            traces: { tracer.traces(of: $0, in: $1) },
            lesson: { PlaceLesson.learning($0, from: $1, at: $2) })
        var parts = WebService.Parts(
            store: store, desk: desk,
            surveyor: GeofenceSurveyor(sources: store, screener: screener, clock: Self.clock),
            blocklists: screener, deviceLists: keys.deviceLists,
            galleries: Galleries(faces: store), tokens: keys.tokens,
            operatorKey: try Self.operatorKey(settings, data, log), clock: Self.clock)
        parts.headSigning = keys.heads
        parts.regions = settings.regions
        let poster = WebhookPoster(egress: EgressGuard(allowing: settings.egressAllow))
        parts.webhooks = poster
        parts.webhookSecrets = keys.webhooks
        parts.keySets = KeySetFetcher(egress: EgressGuard(allowing: settings.egressAllow))
        parts.rotator = rotator
        parts.proxies = TrustedProxies(settings.trustedProxies)
        let backups = BackupDesk(
            store: store,
            folder: settings.backups.map { URL(filePath: $0) } ?? data.appending(path: "backups"),
            data: data, clock: Self.clock, log: Logger(label: "rollcall.backup"))
        parts.backups = backups
        parts.registry = registry
        parts.logger = Logger(label: "rollcall.web")
        parts.limits = RateLimits(
            requestsPerSecond: settings.rateLimit, failuresPerMinute: settings.failedAuthLimit)
        let web = try Self.web(&parts, settings, noting: data, log)
        let sweeper = RetentionSweeper(
            store: store, retention: .seconds(settings.retentionDays * 86_400),
            interval: .seconds(settings.sweepSeconds), clock: Self.clock,
            log: Logger(label: "rollcall.sweeper"))
        let watch = EnrolmentWatch(
            store: store, interval: .seconds(settings.sweepSeconds),
            log: Logger(label: "rollcall.enrolment"))
        let courier = WebhookCourier(
            store: store, post: poster, secrets: keys.webhooks, clock: Self.clock,
            log: Logger(label: "rollcall.webhooks"))
        services = [StoreService(store: store), sweeper, watch, courier, backups, rotator, web]
    }

    /// The server, over TLS where the settings name a certificate.
    private static func web(
        _ parts: inout WebService.Parts, _ settings: Settings, noting data: URL, _ log: Logger
    ) throws -> WebService {
        if let certificate = settings.tlsCertificate, let key = settings.tlsKey {
            parts.certificate = try ServerCertificate(
                certificate: certificate, key: key, logger: Logger(label: "rollcall.web"))
        }
        let host = settings.host
        let isSecure = parts.certificate != nil
        @Sendable func note(_ host: String, _ port: Int) {
            do { try ServerAddress.save(host: host, port: port, in: data) } catch {
                log.warning("the address was not noted", metadata: ["reason": "\(error)"])
            }
        }
        // A certificate names the server's public address: commands on this machine have a port
        // of their own, which only this machine reaches.
        return WebService(
            parts, host: host, port: settings.port, isLocalToo: isSecure
        ) { port, isLocal in
            if isLocal || !isSecure { note(isLocal ? "127.0.0.1" : host, port) }
            guard !isLocal else { return }
            Terminal.write("listening on http\(isSecure ? "s" : "")://\(host):\(port)")
        }
    }

    /// The system's clock, in whole milliseconds.
    @Sendable static func clock() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(
            milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }

    private static func options(
        _ roots: ServerKeys, _ settings: Settings, _ data: URL, _ log: Logger
    ) -> StoreOptions {
        var options = roots.storeOptions
        options.altered = { organization, table in
            Counter(label: "rollcall_altered_values_total").increment()
            log.error(
                "a sealed value does not open",
                metadata: ["organization": "\(organization)", "table": "\(table)"])
        }
        options.witness = ErasureWitness(
            besideRootKey: ServerKeys.rootKeyPath(settings, data: data)
        ) { log.error("the ledger of erasures was not written", metadata: ["reason": "\($0)"]) }
        return options
    }

    /// A ledger that cannot be read keeps no server from its work, but the operator must know.
    private static func witness(_ store: AttendanceStore, _ log: Logger) async {
        do { try await store.witnessErasures() } catch {
            log.error("the ledger of erasures is not up to date", metadata: ["reason": "\(error)"])
        }
    }

    /// Who replaces keys; says so where a rotation did not end.
    private static func rotator(
        _ settings: Settings, _ roots: ServerKeys, _ store: AttendanceStore
    ) async throws -> KeyRotator {
        let log = Logger(label: "rollcall.keys")
        if try await store.unfinishedRotation() != nil || roots.successor != nil {
            log.warning("a rotation of keys did not end; rollcall rotate-keys ends it")
        }
        let path = ServerKeys.rootKeyPath(settings, data: URL(filePath: settings.data))
        return KeyRotator(
            KeyReplacement(store: store, path: path, cipher: settings.cipher),
            clock: Self.clock, log: log)
    }

    private static func operatorKey(
        _ settings: Settings, _ data: URL, _ log: Logger
    ) throws -> String {
        if let key = settings.operatorKey { return key }
        let (key, file) = try OperatorKey.loadOrCreate(in: data)
        if let file {
            log.notice("made an operator key", metadata: ["file": "\(file.path)"])
        }
        return key
    }
}

/// The store as a service: keeps it open until everything else has stopped, then drains it.
struct StoreService: Service {
    let store: AttendanceStore

    func run() async throws {
        try await gracefulShutdown()
        try await store.close()
    }
}
