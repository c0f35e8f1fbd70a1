import Synchronization
import Timekeeping

/// Counts how often somebody did something, and says when it is too often.
///
/// A bucket of `burst` tokens that fills at `rate` tokens a second, one for each subject; at most 50,000 subjects are
/// remembered, and a full bucket is as good as forgotten.
final class TokenBuckets: Sendable {
    /// Tokens a second; 0 lets everything pass.
    let rate: Double
    /// The most that a bucket holds.
    let burst: Double
    private let buckets = Mutex<[String: Bucket]>([:])

    init(rate: Double, burst: Double) {
        self.rate = rate
        self.burst = burst
    }

    /// Takes a token of a subject.
    ///
    /// - Returns: Nil when there was one, otherwise the seconds until there is.
    func take(from subject: String, at now: Instant) -> Int? {
        draw(from: subject, at: now)?.wait
    }

    /// Takes a token of a subject, if there is one.
    ///
    /// - Returns: How many are left; nil where nothing is counted.
    func draw(from subject: String, at now: Instant) -> Draw? {
        guard rate > 0 else { return nil }
        return buckets.withLock { buckets in
            var bucket = buckets[subject] ?? Bucket(tokens: burst, at: now)
            bucket.fill(rate: rate, burst: burst, at: now)
            defer { buckets[subject] = bucket }
            if buckets.count >= 50_000 { buckets.removeAll(keepingCapacity: true) }
            guard bucket.tokens >= 1 else {
                return Draw(left: 0, wait: bucket.secondsUntilOne(rate: rate))
            }
            bucket.tokens -= 1
            return Draw(left: Int(exactly: bucket.tokens.rounded(.down)) ?? 0, wait: nil)
        }
    }

    /// What became of a look into a bucket.
    struct Draw {
        /// Tokens that are left.
        let left: Int
        /// The seconds until there is one again, where there was none.
        let wait: Int?
    }

    /// How long a subject must wait before its next token, without taking one; nil for not at all.
    func wait(of subject: String, at now: Instant) -> Int? {
        guard rate > 0 else { return nil }
        return buckets.withLock { buckets in
            guard var bucket = buckets[subject] else { return nil }
            bucket.fill(rate: rate, burst: burst, at: now)
            return bucket.tokens >= 1 ? nil : bucket.secondsUntilOne(rate: rate)
        }
    }

    private struct Bucket {
        var tokens: Double
        var at: Instant

        mutating func fill(rate: Double, burst: Double, at now: Instant) {
            let seconds = Double(max(0, now.milliseconds(since: at))) / 1_000
            tokens = min(burst, tokens + seconds * rate)
            at = max(at, now)
        }

        func secondsUntilOne(rate: Double) -> Int {
            let seconds = ((1 - tokens) / rate).rounded(.up)
            return max(1, Int(exactly: min(seconds, 86_400)) ?? 1)
        }
    }
}
