import Foundation
import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// An HTTP server of a few lines on 127.0.0.1, which answers what it is told to: the other end of requests that the
/// server makes itself.
final class TinyServer: Sendable {
    let port: Int
    private let socket: Int32
    private let state = Mutex(State())

    /// One answer.
    struct Answer: Sendable {
        var status = "200 OK"
        var headers: [String] = []
        var body = ""
    }

    private struct State {
        var answer = Answer()
        var requests = 0
        var received: [String] = []
        /// Whether nobody may touch the socket any more: its number may be another file's by now.
        var isStopped = false
    }

    init() throws {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 && listen(socket, 16) == 0
                    && getsockname(socket, $0, &length) == 0
            }
        }
        guard socket >= 0, isBound else { throw POSIXError(.EADDRNOTAVAIL) }
        self.socket = socket
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread { [weak self, socket] in
            while true {
                let client = accept(socket, nil, nil)
                guard client >= 0 else { break }
                if let self { self.serve(client) } else { Glibc.close(client) }
            }
            self?.state.withLock { $0.isStopped = true }
            Glibc.close(socket)
        }.start()
    }

    deinit { stop() }

    /// Where it listens.
    var url: String { "http://127.0.0.1:\(port)" }

    /// How many requests came.
    var requests: Int { state.withLock { $0.requests } }

    /// The requests that came, as they came.
    var received: [String] { state.withLock { $0.received } }

    /// What it answers from now on.
    func answer(_ answer: Answer) { state.withLock { $0.answer = answer } }

    /// Stops listening; whoever waits for connections closes the socket then.
    func stop() {
        state.withLock { state in
            guard !state.isStopped else { return }
            state.isStopped = true
            shutdown(socket, Int32(SHUT_RDWR))
        }
    }

    /// A whole request: its head, and as much body as that tells of.
    private static func request(_ client: Int32) -> String? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = recv(client, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes += buffer.prefix(count)
            let text = String(decoding: bytes, as: UTF8.self)
            guard let end = text.range(of: "\r\n\r\n") else { continue }
            let length = text[..<end.lowerBound].lowercased().split(separator: "\r\n")
                .first { $0.hasPrefix("content-length:") }
                .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) }
            if text[end.upperBound...].utf8.count >= length ?? 0 { return text }
        }
    }

    private func serve(_ client: Int32) {
        defer { close(client) }
        guard let request = Self.request(client) else { return }
        let answer = state.withLock { state in
            state.requests += 1
            state.received.append(request)
            return state.answer
        }
        let fields = ["Content-Length: \(answer.body.utf8.count)", "Connection: close"]
        let head = ["HTTP/1.1 \(answer.status)"] + answer.headers + fields
        let bytes = Array((head.joined(separator: "\r\n") + "\r\n\r\n" + answer.body).utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }
}
