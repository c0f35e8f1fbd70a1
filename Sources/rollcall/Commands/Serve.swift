import ArgumentParser
import Foundation
import Logging
import Metrics
import ServiceLifecycle
import UnixSignals

/// Runs the server until it is told to stop.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the HTTP API.",
        discussion: """
            Every flag also works as an environment variable (ROLLCALL_PORT, ROLLCALL_DATA, …) \
            and in a YAML file named by --config; flags win over the environment, the \
            environment over the file.
            """)

    @Option(help: "The address to listen on (default 127.0.0.1).") var host: String?
    @Option(help: "The port to listen on; 0 takes a free one (default 8080).") var port: String?
    @Option(help: "The folder that everything is kept in (default var/rollcall).") var data: String?
    @Option(help: "The database: sqlite.") var database: String?
    @Option(help: "The file of the root key.") var rootKeyFile: String?
    @Option(help: "The file of a certificate chain in PEM, for HTTPS.") var tlsCertificate: String?
    @Option(help: "The file of the certificate's private key in PEM.") var tlsKey: String?
    @Option(help: "How values are sealed: aes (AES-256-GCM) or gm (SM4-CTR with HMAC-SM3).")
    var cipher: String?
    @Option(help: "Requests a second of one key; 0 for no limit.") var rateLimit: String?
    @Option(help: "Failures a minute of one address to authenticate; 0 for no limit.")
    var failedAuthLimit: String?
    @Option(help: "Hosts, with or without port, that keys may be fetched from though private.")
    var egressAllow: String?
    @Option(help: "The regions that are served, by commas; all where it is not set.")
    var regions: String?
    @Option(help: "Networks of proxies whose X-Forwarded-For is believed, parted by commas.")
    var trustedProxies: String?
    @Option(help: "The folder of backups that are asked for (default: backups in the data folder).")
    var backups: String?
    @Option(help: "trace, debug, info, notice, warning, error or critical.") var logLevel: String?
    @Option(help: "A YAML file of settings.") var config: String?

    func run() async throws {
        let settings = try Settings(
            flags: flags, environment: ProcessInfo.processInfo.environment)
        let level = Logger.Level(rawValue: settings.logLevel) ?? .info
        LoggingSystem.bootstrap { JSONLog(label: $0, level: level) }
        let assembly = try await Assembly(settings)
        MetricsSystem.bootstrap(assembly.registry)
        let group = ServiceGroup(
            configuration: .init(
                services: assembly.services, gracefulShutdownSignals: [.sigterm, .sigint],
                logger: Logger(label: "rollcall")))
        try await group.run()
    }

    private var flags: [String: String] {
        [
            "host": host, "port": port, "data": data, "database": database,
            "root-key-file": rootKeyFile, "rate-limit": rateLimit,
            "failed-auth-limit": failedAuthLimit, "egress-allow": egressAllow, "regions": regions,
            "trusted-proxies": trustedProxies, "backups": backups, "cipher": cipher,
            "tls-certificate": tlsCertificate, "tls-key": tlsKey,
            "log-level": logLevel, "config": config,
        ].compactMapValues { $0 }
    }
}
