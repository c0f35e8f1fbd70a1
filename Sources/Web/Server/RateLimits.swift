import HTTPTypes

/// How often one key may call, and how often one address may fail to tell who it is.
public struct RateLimits: Sendable {
    let requests: TokenBuckets
    let failures: TokenBuckets
    /// The rule in words (draft-ietf-httpapi-ratelimit-headers): a burst, in five seconds.
    private let policy: String

    /// Limits as the operator sets them.
    ///
    /// - Parameters:
    ///   - requestsPerSecond: For each key, with bursts of five seconds' worth; 0 for no limit.
    ///   - failuresPerMinute: For each address; 0 for no limit.
    public init(requestsPerSecond: Double, failuresPerMinute: Double) {
        requests = TokenBuckets(rate: requestsPerSecond, burst: requestsPerSecond * 5)
        let quota = Int(exactly: requests.burst.rounded()) ?? 0
        policy = "\"default\";q=\(quota);w=5"
        failures = TokenBuckets(rate: failuresPerMinute / 60, burst: failuresPerMinute)
    }

    /// The answer to a caller that must wait so many seconds.
    func refusal(wait: Int) -> Problem {
        var problem = Problem(.rateLimited)
        problem.retryAfter = wait
        problem.headers[.rateLimit] = "\"default\";r=0;t=\(wait)"
        problem.headers[.rateLimitPolicy] = policy
        return problem
    }

    /// Tells a caller how many requests are left to it, and of how many.
    func tell(_ draw: TokenBuckets.Draw, in headers: inout HTTPFields) {
        headers[.rateLimit] = "\"default\";r=\(draw.left)"
        headers[.rateLimitPolicy] = policy
    }
}

extension HTTPField.Name {
    static let rateLimit = Self("RateLimit")!
    static let rateLimitPolicy = Self("RateLimit-Policy")!
    static let idempotentReplayed = Self("Idempotent-Replayed")!
}
