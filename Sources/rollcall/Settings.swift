import Attendance
import Foundation
import Sealing
import Yams

/// Everything that the operator decides, read once at start.
///
/// A flag wins over the environment, the environment over the file.
struct Settings: Equatable, Sendable {
    /// The address to listen on.
    var host = "127.0.0.1"
    /// The port to listen on; 0 takes a free one.
    var port = 8_080
    /// The folder that everything is kept in.
    var data = "var/rollcall"
    /// `sqlite`, or the address of a PostgreSQL database.
    var database = "sqlite"
    /// The operator's token; nil to keep one in the data folder.
    var operatorKey: String?
    /// The file of the root key; nil for `root.key` in the data folder.
    var rootKeyFile: String?
    /// The file of the server's certificate chain in PEM; nil for plain HTTP.
    var tlsCertificate: String?
    /// The file of the certificate's private key in PEM.
    var tlsKey: String?
    /// How values are sealed from now on; what the other cipher sealed opens all the same.
    var cipher = Cipher.aes
    /// Requests a second of one key; 0 for no limit.
    var rateLimit = 1_000.0
    /// Failures a minute of one address to tell who it is; 0 for no limit.
    var failedAuthLimit = 60.0
    /// Hosts that the server may speak to though they are private or speak plain HTTP; nil for none.
    var egressAllow: String?
    /// The regions that are served; empty for all.
    var regions: Set<String> = []
    /// For how many days a closed member is kept before it is erased.
    var retentionDays = 365.0
    /// How many seconds lie between two looks for members to erase.
    var sweepSeconds = 3_600.0
    /// The networks of proxies whose `X-Forwarded-For` is believed.
    var trustedProxies: [Network] = []
    /// The folder that backups are written to; nil for `backups` in the data folder.
    var backups: String?
    /// `trace`, `debug`, `info`, `notice`, `warning`, `error` or `critical`.
    var logLevel = "info"

    /// The settings of the flags, the environment and the file, in this order of weight.
    ///
    /// - Parameters:
    ///   - flags: By name, such as `rate-limit`.
    ///   - environment: The process's own; names such as `ROLLCALL_RATE_LIMIT`.
    /// - Throws: ``SettingError`` naming the setting that is wrong.
    init(flags: [String: String], environment: [String: String]) throws {
        let path = flags["config"] ?? environment["ROLLCALL_CONFIG"]
        let file = try path.map(Self.read) ?? [:]
        for name in file.keys where !Self.names.contains(name) {
            throw SettingError.unknown(name)
        }
        let source = Source(flags: flags, environment: environment, file: file)
        host = source["host"] ?? host
        data = source["data"] ?? data
        database = source["database"] ?? database
        operatorKey = source["operator-key"]
        rootKeyFile = source["root-key-file"]
        tlsCertificate = source["tls-certificate"]
        tlsKey = source["tls-key"]
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw SettingError.invalid(tlsKey == nil ? "tls-key" : "tls-certificate")
        }
        cipher = try source["cipher"].map(Self.cipher) ?? cipher
        logLevel = source["log-level"] ?? logLevel
        egressAllow = source["egress-allow"]
        backups = source["backups"]
        let named = (source["regions"] ?? "").split { $0 == "," || $0.isWhitespace }
        regions = Set(named.map(String.init))
        port = Int(try source.number("port", in: 0...65_535) ?? Double(port))
        rateLimit = try source.number("rate-limit", in: 0...1e9) ?? rateLimit
        failedAuthLimit = try source.number("failed-auth-limit", in: 0...1e9) ?? failedAuthLimit
        retentionDays = try source.number("retention-days", in: 0...365) ?? retentionDays
        sweepSeconds = try source.number("sweep-seconds", in: 1...86_400) ?? sweepSeconds
        trustedProxies = try Self.networks(source["trusted-proxies"] ?? "")
        guard database == "sqlite" else { throw SettingError.invalid("database") }
        if let operatorKey, operatorKey.utf8.count < 16 {
            throw SettingError.invalid("operator-key")
        }
    }

    private static let names: Set = [
        "host", "port", "data", "database", "operator-key", "root-key-file", "rate-limit",
        "failed-auth-limit", "log-level", "egress-allow", "regions", "retention-days",
        "sweep-seconds", "trusted-proxies", "backups", "tls-certificate", "tls-key", "cipher",
    ]

    /// The cipher of a name, if this machine has it.
    private static func cipher(_ name: String) throws -> Cipher {
        let known: [String: Cipher] = ["aes": .aes, "gm": .gm]
        guard let cipher = known[name] else { throw SettingError.invalid("cipher") }
        guard cipher.isAvailable else { throw SettingError.unavailable("cipher \(name)") }
        return cipher
    }

    /// Networks and single addresses, parted by commas or spaces.
    private static func networks(_ text: String) throws -> [Network] {
        try text.split { ", \t\n".contains($0) }.map(String.init).map { word in
            let whole = word.contains(":") ? "/128" : "/32"
            guard let network = Network(word.contains("/") ? word : word + whole) else {
                throw SettingError.invalid("trusted-proxies")
            }
            return network
        }
    }

    private static func read(_ path: String) throws -> [String: String] {
        let text: String
        do { text = try String(contentsOfFile: path, encoding: .utf8) } catch {
            throw SettingError.unreadable(path)
        }
        guard let loaded = try? Yams.load(yaml: text), let file = loaded as? [String: Any] else {
            throw SettingError.unreadable(path)
        }
        return file.reduce(into: [:]) { settings, entry in
            let list = (entry.value as? [Any])?.map { "\($0)" }.joined(separator: ",")
            settings[entry.key] = list ?? "\(entry.value)"
        }
    }
}

/// The three places that a setting may stand in.
private struct Source {
    let flags: [String: String]
    let environment: [String: String]
    let file: [String: String]

    subscript(name: String) -> String? {
        flags[name] ?? environment[variable(name)] ?? file[name]
    }

    func number(_ name: String, in range: ClosedRange<Double>) throws -> Double? {
        guard let text = self[name] else { return nil }
        guard let value = Double(text), range.contains(value) else {
            throw SettingError.invalid(name)
        }
        return value
    }

    private func variable(_ name: String) -> String {
        "ROLLCALL_" + name.uppercased().replacing("-", with: "_")
    }
}

/// Why the settings cannot be used.
enum SettingError: Error, Equatable, CustomStringConvertible {
    /// The file cannot be read, or is not YAML.
    case unreadable(String)
    /// The file sets something that is not a setting.
    case unknown(String)
    /// The value is not one that the setting may have.
    case invalid(String)
    /// The machine's libraries lack what the setting asks for.
    case unavailable(String)

    /// The reason as the operator reads it.
    var description: String {
        switch self {
        case .unreadable(let path): "the settings file \(path) cannot be read as YAML"
        case .unknown(let name): "there is no setting named \(name)"
        case .unavailable(let what): "this machine's OpenSSL lacks the \(what)"
        case .invalid(let name): "the setting \(name) has a value that it cannot have"
        }
    }
}
