import Attendance
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Sealing
import ServiceLifecycle
import Timekeeping

/// The HTTP API as a service: listens until it is told to stop, then answers what it took and ends.
public struct WebService: Service {
    private let applications: [Application<Responder>]

    /// A service on an address.
    ///
    /// - Parameters:
    ///   - parts: What the routes stand on.
    ///   - port: Where to listen; 0 takes a free one.
    ///   - isLocalToo: Whether plain HTTP is spoken on a free port of 127.0.0.1 besides.
    ///   - isListening: Told a port once requests are answered there, and whether it is the local one.
    public init(
        _ parts: Parts, host: String, port: Int, isLocalToo: Bool = false,
        isListening: @escaping @Sendable (Int, Bool) async -> Void
    ) {
        let responder = parts.responder()
        func application(
            _ host: String, _ port: Int, _ certificate: ServerCertificate?, isLocal: Bool
        ) -> Application<Responder> {
            Application(
                responder: responder,
                server: HTTPServerBuilder { responder in
                    let plain = HTTP1Channel(
                        responder: responder, configuration: Self.configuration)
                    guard let certificate else { return plain }
                    return SecureChannel(base: plain, certificate: certificate)
                },
                configuration: .init(address: .hostname(host, port: port), serverName: nil),
                onServerRunning: { channel in
                    await isListening(channel.localAddress?.port ?? port, isLocal)
                },
                logger: parts.logger)
        }
        let local = isLocalToo ? [application("127.0.0.1", 0, nil, isLocal: true)] : []
        applications = local + [application(host, port, parts.certificate, isLocal: false)]
    }

    private static var configuration: HTTP1Channel.Configuration {
        HTTP1Channel.Configuration(
            additionalChannelHandlers: [Deadlines()], idleTimeout: .seconds(120),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16 * 1_024, maxHeaderListSize: 16 * 1_024,
                maxHeaderFieldCount: 100))
    }

    /// Serves until graceful shutdown.
    public func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for application in applications { group.addTask { try await application.run() } }
            try await group.waitForAll()
        }
    }

    /// What the routes stand on.
    public struct Parts: Sendable {
        let store: any AttendanceStorage
        let desk: CheckInDesk
        let surveyor: any Surveyor
        let blocklists: any Blocklists
        let deviceLists: DeviceListKeys
        let galleries: any FaceGalleries
        let tokens: AuthenticationKey
        let operatorKey: String
        /// How often one caller may call.
        public var limits = RateLimits(requestsPerSecond: 1_000, failuresPerMinute: 60)
        /// The regions that are served, by name; empty for all.
        public var regions: Set<String> = []
        /// Where the keys of identity providers are fetched.
        public var keySets: any KeySetSource = NoKeySets()
        /// Whose word counts on where a request comes from.
        public var proxies = TrustedProxies.none
        /// Signs the heads of chains; nil where the server has no key for it.
        public var headSigning: Ed25519PrivateKey?
        /// Sends messages to organizations' systems; nil where none are sent.
        public var webhooks: (any WebhookPost)?
        /// Keeps the keys that messages are signed with.
        public var webhookSecrets: WebhookSecrets?
        /// Makes backups; makes none unless it is set.
        public var backups: any Backups = NoBackups()
        /// What connections are secured with; nil for plain HTTP.
        public var certificate: ServerCertificate?
        /// Replaces the server's keys; nil where it cannot.
        public var rotator: (any KeyRotating)?
        /// Where meters are kept.
        public var registry = PrometheusRegistry()
        /// Where failures of the server's own are told.
        public var logger = Logger(label: "rollcall.web")
        /// The server's clock.
        public var clock: @Sendable () -> Instant

        /// Parts with the usual limits.
        ///
        /// - Parameters:
        ///   - store: Where everything is kept.
        ///   - desk: Who judges check-ins.
        ///   - surveyor: Who judges outlines.
        ///   - blocklists: Where compiled blocklists come from.
        ///   - deviceLists: What device lists are salted and signed with.
        ///   - galleries: Where faces are searched.
        ///   - tokens: The key of token digests.
        ///   - operatorKey: The operator's token.
        ///   - clock: The server's clock.
        public init(
            store: any AttendanceStorage, desk: CheckInDesk, surveyor: any Surveyor,
            blocklists: any Blocklists, deviceLists: DeviceListKeys,
            galleries: any FaceGalleries, tokens: AuthenticationKey,
            operatorKey: String, clock: @escaping @Sendable () -> Instant
        ) {
            self.store = store
            self.desk = desk
            self.surveyor = surveyor
            self.blocklists = blocklists
            self.deviceLists = deviceLists
            self.galleries = galleries
            self.tokens = tokens
            self.operatorKey = operatorKey
            self.clock = clock
        }

        /// Every endpoint of the API.
        func endpoints() -> [Endpoint] { endpoints(authenticator) }

        private var authenticator: Authenticator {
            Authenticator(
                organizations: store, tokens: TokenVerifier(store: store, source: keySets),
                digests: tokens, operatorKey: operatorKey)
        }

        private func endpoints(_ authenticator: Authenticator) -> [Endpoint] {
            [
                SystemRoutes(health: store, registry: registry).endpoints,
                BackupRoutes(backups: backups).endpoints,
                OrganizationRoutes(
                    store: store, documents: store, authenticator: authenticator,
                    mint: Mint(random: .system),
                    regions: Regions(regions, organizations: store)
                ).endpoints,
                IdentityRoutes(
                    store: store, authenticator: authenticator, source: keySets
                ).endpoints,
                MemberRoutes(store: store, authenticator: authenticator).endpoints,
                RightsRoutes(store: store).endpoints,
                ExportRoutes(store: store).endpoints,
                HoldRoutes(store: store).endpoints,
                SweeperRoutes(store: store).endpoints,
                DisclosureRoutes(store: store).endpoints,
                WebhookRoutes(
                    store: store, post: webhooks ?? NoWebhooks(), secrets: webhookSecrets
                ).endpoints,
                PlaceRoutes(store: store, surveyor: surveyor).endpoints,
                PolicyRoutes(store: store).endpoints,
                BlocklistRoutes(
                    store: store, blocklists: blocklists, keys: deviceLists
                ).endpoints,
                FaceRoutes(
                    store: store,
                    desk: FaceDesk(faces: store, documents: store, galleries: galleries)
                ).endpoints,
                DeviceRoutes(store: store, mint: Mint(random: .system)).endpoints,
                CheckInRoutes(
                    desk: desk, ledger: store, documents: store, organizations: store,
                    signatures: SignedRequest(devices: store)
                ).endpoints,
                EvidenceRoutes(store: store).endpoints,
                EventRoutes(store: store, authenticator: authenticator, clock: clock).endpoints,
                TimekeepingRoutes(store: store, desk: desk).endpoints,
                NoticeRoutes(store: store).endpoints,
                AuditRoutes(store: store, signing: headSigning).endpoints,
                KeyRotationRoutes(rotator: rotator).endpoints,
            ].flatMap { $0 }
        }

        fileprivate func responder() -> Responder {
            let authenticator = authenticator
            return Responder(
                routes: RouteTable(endpoints(authenticator)), authenticator: authenticator,
                regions: Regions(regions, organizations: store), limits: limits,
                disclosures: DisclosureDesk(store: store), proxies: proxies,
                isSecure: certificate != nil, meters: RequestMeters(), clock: clock,
                logger: logger)
        }
    }
}
