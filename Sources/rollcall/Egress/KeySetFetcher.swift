import Foundation
import Synchronization
import Web

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Fetches the keys of identity providers: without redirects, in five seconds, at most 256 KiB.
struct KeySetFetcher: KeySetSource {
    let egress: EgressGuard

    func objection(to address: String) -> String? { egress.objection(to: address) }

    func keySet(at address: String) async throws -> [UInt8] {
        try await egress.check(address)
        guard let url = URL(string: address) else { throw EgressFault.refused }
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = 5
        configuration.timeoutIntervalForResource = 5
        configuration.httpShouldSetCookies = false
        let download = Download(limit: 256 * 1_024)
        let session = URLSession(
            configuration: configuration, delegate: download, delegateQueue: nil)
        defer { session.finishTasksAndInvalidate() }
        var request = URLRequest(url: url)
        request.setValue("application/jwk-set+json, application/json", forHTTPHeaderField: "Accept")
        return try await withCheckedThrowingContinuation { continuation in
            download.begin { continuation.resume(with: $0) }
            session.dataTask(with: request).resume()
        }
    }
}

/// One answer as it comes, cut off when it grows too large.
final class Download: NSObject, URLSessionDataDelegate, Sendable {
    private let limit: Int
    private let accepted: Range<Int>
    private let state = Mutex(State())

    /// - Parameter accepted: The statuses that are not failures.
    init(limit: Int, accepting accepted: Range<Int> = 200..<201) {
        self.limit = limit
        self.accepted = accepted
    }

    /// Says who is told once how it ended.
    func begin(_ end: @escaping @Sendable (Result<[UInt8], any Error>) -> Void) {
        state.withLock { $0.end = end }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
        finish(.failure(EgressFault.badAnswer), cancelling: task)
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        let isGood = accepted.contains(status)
        guard isGood, response.expectedContentLength <= Int64(limit) else {
            completionHandler(.cancel)
            return finish(.failure(EgressFault.badAnswer), cancelling: dataTask)
        }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let isTooLarge = state.withLock { state in
            state.bytes += data
            return state.bytes.count > limit
        }
        if isTooLarge { finish(.failure(EgressFault.badAnswer), cancelling: dataTask) }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
    ) {
        let bytes = state.withLock { $0.bytes }
        finish(error.map { .failure($0) } ?? .success(bytes), cancelling: nil)
    }

    private func finish(_ result: Result<[UInt8], any Error>, cancelling task: URLSessionTask?) {
        let end = state.withLock { state in
            defer { state.end = nil }
            return state.end
        }
        end?(result)
        task?.cancel()
    }

    private struct State {
        var bytes: [UInt8] = []
        var end: (@Sendable (Result<[UInt8], any Error>) -> Void)?
    }
}
