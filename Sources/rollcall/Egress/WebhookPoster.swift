import Foundation
import Web

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Sends messages by HTTPS: without redirects, in ten seconds, with at most 64 KiB of answer.
struct WebhookPoster: WebhookPost {
    let egress: EgressGuard

    func objection(to address: String) -> String? { egress.objection(to: address) }

    func post(_ body: [UInt8], headers: [String: String], to address: String) async throws {
        try await egress.check(address)
        guard let url = URL(string: address) else { throw EgressFault.refused }
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = 10
        configuration.timeoutIntervalForResource = 10
        configuration.httpShouldSetCookies = false
        let download = Download(limit: 64 * 1_024, accepting: 200..<300)
        let session = URLSession(
            configuration: configuration, delegate: download, delegateQueue: nil)
        defer { session.finishTasksAndInvalidate() }
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.httpBody = Data(body)
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        _ = try await withCheckedThrowingContinuation { continuation in
            download.begin { continuation.resume(with: $0) }
            session.dataTask(with: request).resume()
        }
    }
}
