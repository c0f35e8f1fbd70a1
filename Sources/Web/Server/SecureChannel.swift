import Foundation
import HummingbirdCore
import Logging
import NIOCore
import NIOSSL
import Synchronization

/// A connection over TLS 1.2 or 1.3; each is opened with the certificate that the files hold by then.
struct SecureChannel<Base: ServerChildChannel>: ServerChildChannel {
    let base: Base
    let certificate: ServerCertificate

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        channel.eventLoop.makeCompletedFuture {
            let handler = NIOSSLServerHandler(context: certificate.context())
            try channel.pipeline.syncOperations.addHandler(handler)
        }.flatMap { base.setup(channel: channel, logger: logger) }
    }

    func handle(value: Base.Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}

/// The certificate and private key of the server, from two PEM files that may be replaced while it runs.
public final class ServerCertificate: Sendable {
    private let files: Files
    private let state: Mutex<State>
    private let logger: Logger

    /// Reads both files.
    ///
    /// - Parameters:
    ///   - certificate: The path of a chain in PEM, the server's own certificate first.
    ///   - key: The path of its private key in PEM, not encrypted.
    /// - Throws: When a file cannot be read, or key and certificate do not belong together.
    public init(certificate: String, key: String, logger: Logger) throws {
        files = Files(certificate: certificate, key: key)
        self.logger = logger
        let stamp = files.stamp
        state = Mutex(State(context: try files.load(), stamp: stamp, refused: nil))
    }

    /// What the next connection is opened with.
    ///
    /// Looking at two files costs microseconds beside a handshake. A pair that cannot be used, such as one of which
    /// only one file was replaced yet, leaves the earlier one in place.
    func context() -> NIOSSLContext {
        let stamp = files.stamp
        return state.withLock { state in
            guard stamp != state.stamp, stamp != state.refused else { return state.context }
            do {
                state = State(context: try files.load(), stamp: stamp, refused: nil)
                logger.notice("took a new certificate")
            } catch {
                state.refused = stamp
                logger.error(
                    "the new certificate or its key cannot be used; the earlier one stays",
                    metadata: ["cause": "\(type(of: error))"])
            }
            return state.context
        }
    }

    private struct State {
        var context: NIOSSLContext
        var stamp: Stamp
        /// The files that could not be used, so that they are not tried at every connection.
        var refused: Stamp?
    }

    /// What changes when a file is written or replaced.
    private struct Stamp: Equatable {
        var parts: [Int]
    }

    private struct Files {
        let certificate: String
        let key: String

        var stamp: Stamp {
            Stamp(
                parts: [certificate, key].flatMap { path in
                    var told = stat()
                    guard stat(path, &told) == 0 else { return [-1] }
                    return [
                        Int(told.st_ino), Int(told.st_size), told.st_mtim.tv_sec,
                        told.st_mtim.tv_nsec,
                    ]
                })
        }

        func load() throws -> NIOSSLContext {
            let chain = try NIOSSLCertificate.fromPEMFile(certificate)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
            configuration.minimumTLSVersion = .tlsv12
            configuration.applicationProtocols = ["http/1.1"]
            return try NIOSSLContext(configuration: configuration)
        }
    }
}
