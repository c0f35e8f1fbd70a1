import Foundation

#if canImport(Glibc)
import Glibc
#endif

/// One connection that is kept, for many small requests at once; answers come in order.
final class KeepAlive {
    private let socket: Int32
    private var received: [UInt8] = []
    private var start = 0

    /// One request, and who makes it.
    struct Request {
        var method: String
        var path: String
        var key: String?
        var body = ""
        var headers: [String: String] = [:]

        fileprivate var bytes: String {
            var head = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n"
            if let key { head += "Authorization: Bearer \(key)\r\n" }
            for (name, value) in headers { head += "\(name): \(value)\r\n" }
            if !body.isEmpty, headers["Content-Type"] == nil {
                head += "Content-Type: application/json\r\n"
            }
            if method != "GET" { head += "Content-Length: \(body.utf8.count)\r\n" }
            return head + "\r\n" + body
        }
    }

    /// One answer; its body as it came.
    struct Answer {
        let status: Int
        let head: String
        let body: [UInt8]
    }

    init(_ server: URL) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(server.port ?? 0).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let isOpen = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isOpen else { throw POSIXError(.ECONNREFUSED) }
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(socket) }

    /// Sends a request whose answer has no end, and gives its status once the head is there.
    func open(_ request: Request) throws -> Int {
        try put([request])
        let end = try find(Array("\r\n\r\n".utf8), from: start)
        let head = String(decoding: received[start..<end], as: UTF8.self)
        start = end + 4
        return Int(head.dropFirst(9).prefix(3)) ?? 0
    }

    /// Waits for the next of a text in an answer without an end, and gives what follows in its line.
    func line(after text: String) throws -> String {
        let begin = try find(Array(text.utf8), from: start) + text.utf8.count
        let end = try find(Array("\n".utf8), from: begin)
        start = end
        return String(decoding: received[begin..<end], as: UTF8.self)
    }

    /// Sends requests in one go and waits for all answers.
    func send(_ requests: [Request]) throws -> [Answer] {
        try put(requests)
        return try requests.map { _ in try answer() }
    }

    private func put(_ requests: [Request]) throws {
        let bytes = Array(requests.map(\.bytes).joined().utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(socket, $0.baseAddress! + sent, $0.count - sent)
            }
            guard count > 0 else { throw POSIXError(.EPIPE) }
            sent += count
        }
    }

    private func answer() throws -> Answer {
        let end = try find(Array("\r\n\r\n".utf8), from: start)
        let head = String(decoding: received[start..<end], as: UTF8.self)
        start = end + 4
        let status = Int(head.dropFirst(9).prefix(3)) ?? 0
        let lines = head.lowercased().split(separator: "\r\n")
        var body: [UInt8] = []
        if let line = lines.first(where: { $0.hasPrefix("content-length:") }) {
            let count = Int(line.dropFirst(15).trimmingCharacters(in: .whitespaces)) ?? 0
            body = try take(count)
        } else if lines.contains(where: { $0.hasPrefix("transfer-encoding:") }) {
            while true {
                let end = try find(Array("\r\n".utf8), from: start)
                let size = Int(String(decoding: received[start..<end], as: UTF8.self), radix: 16)
                start = end + 2
                body += try take(size ?? 0)
                _ = try take(2)
                if (size ?? 0) == 0 { break }
            }
        }
        if start > 1 << 20 {
            received.removeFirst(start)
            start = 0
        }
        return Answer(status: status, head: head, body: body)
    }

    private func take(_ count: Int) throws -> [UInt8] {
        while received.count - start < count { try receive() }
        defer { start += count }
        return Array(received[start..<start + count])
    }

    private func find(_ mark: [UInt8], from first: Int) throws -> Int {
        var index = first
        while true {
            while index + mark.count > received.count { try receive() }
            if received[index] == mark[0], received[index..<index + mark.count].elementsEqual(mark)
            {
                return index
            }
            index += 1
        }
    }

    private func receive() throws {
        var chunk = [UInt8](repeating: 0, count: 64 * 1_024)
        let count = chunk.withUnsafeMutableBytes { read(socket, $0.baseAddress, $0.count) }
        guard count > 0 else { throw POSIXError(.ECONNRESET) }
        received += chunk.prefix(count)
    }
}
