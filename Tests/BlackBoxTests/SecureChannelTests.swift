import Foundation
import Testing

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// HTTPS of the server's own, spoken to by the `openssl` tool.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: OpenSSL.path)))
struct SecureChannelTests {
    @Test func `answers come over TLS with a verified certificate and say so`() async throws {
        let files = try Files()
        let server = try RunningServer(environment: files.settings)

        let answer = try files.get("/healthz", from: server, trusting: files.certificate)
        let stranger = try Files()
        let distrusted = try files.get("/healthz", from: server, trusting: stranger.certificate)
        let old = try files.get(
            "/healthz", from: server, trusting: files.certificate,
            more: ["-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0"])

        #expect(server.url.scheme == "https")
        #expect(answer.contains("HTTP/1.1 200"))
        #expect(answer.lowercased().contains("strict-transport-security: max-age=31536000"))
        #expect(!distrusted.contains("200"))
        #expect(!old.contains("HTTP/1.1"))
        let port = try #require(server.url.port)
        let plain = try #require(URL(string: "http://127.0.0.1:\(port)"))
        await #expect(throws: (any Error).self) {
            try await Client(plain, key: nil).get("/healthz")
        }
    }

    @Test func `commands on the same machine reach a server whose certificate names another`()
        async throws
    {
        let files = try Files()
        let server = try RunningServer(environment: files.settings)
        let address = server.data.appending(path: "address")
        while !FileManager.default.fileExists(atPath: address.path) { await Task.yield() }

        let backup = try BackupFolder(of: server).make(to: server.data.appending(path: "backups"))

        #expect(backup.status == 0, "\(backup.output)")
        let text = try String(contentsOf: address, encoding: .utf8)
        #expect(text.hasPrefix("http://127.0.0.1:"))
        #expect(server.isAlive)
    }

    /// The control: without TLS nothing tells a browser to insist on it.
    @Test func `plain HTTP does not claim to be safe`() async throws {
        let server = try RunningServer()

        let answer = try await Client(server.url, key: nil).get("/healthz")

        #expect(server.url.scheme == "http")
        #expect(answer.headers["strict-transport-security"] == nil)
    }

    @Test func `a replaced certificate is taken at the next connection`() async throws {
        let (files, next) = (try Files(), try Files())
        let server = try RunningServer(environment: files.settings)

        try files.replace(files.key, by: next.key)
        let between = try files.get("/healthz", from: server, trusting: files.certificate)
        try files.replace(files.certificate, by: next.certificate)
        let after = try files.get("/healthz", from: server, trusting: next.certificate)

        #expect(between.contains("HTTP/1.1 200"))
        #expect(after.contains("HTTP/1.1 200"))
        #expect(server.log.contains("the earlier one stays"))
        #expect(server.log.contains("took a new certificate"))
    }

    @Test func `half a pair of settings, or files that do not fit, start nothing`() throws {
        let (files, other) = (try Files(), try Files())
        var mixed = files.settings
        mixed["ROLLCALL_TLS_KEY"] = other.key.path

        for settings in [["ROLLCALL_TLS_KEY": files.key.path], mixed] {
            #expect(throws: RunningServer.ServerFault.self) {
                try RunningServer(environment: settings)
            }
        }
    }

    /// A folder with a certificate that signed itself, and its key.
    private final class Files: Sendable {
        let folder: URL
        var certificate: URL { folder.appending(path: "certificate.pem") }
        var key: URL { folder.appending(path: "key.pem") }

        init() throws {
            folder = FileManager.default.temporaryDirectory
                .appending(path: "rollcall-tls-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let made = try OpenSSL.run([
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                "-nodes", "-keyout", key.path, "-out", certificate.path, "-days", "2", "-subj",
                "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
            ])
            try #require(made.status == 0)
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        var settings: [String: String] {
            ["ROLLCALL_TLS_CERTIFICATE": certificate.path, "ROLLCALL_TLS_KEY": key.path]
        }

        /// Puts a copy of a file in the place of another at once.
        func replace(_ old: URL, by new: URL) throws {
            let beside = old.appendingPathExtension("new")
            try FileManager.default.copyItem(at: new, to: beside)
            try #require(rename(beside.path, old.path) == 0)
        }

        /// What a client hears that believes one certificate alone.
        func get(
            _ path: String, from server: RunningServer, trusting authority: URL,
            more: [String] = []
        ) throws -> String {
            let said = try OpenSSL.run(
                [
                    "s_client", "-quiet", "-verify_return_error", "-CAfile", authority.path,
                    "-verify_hostname", "localhost", "-servername", "localhost", "-connect",
                    "127.0.0.1:\(server.url.port ?? 0)",
                ] + more,
                input: Array(
                    "GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8))
            return String(decoding: said.output, as: UTF8.self)
        }
    }
}
