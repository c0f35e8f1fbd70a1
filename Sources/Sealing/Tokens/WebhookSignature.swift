import Foundation

/// The header by which a recipient knows a webhook to be ours: `t=…,v1=…`.
///
/// `v1` is HMAC-SHA-256 over the time in decimal, a full stop and the body, in hexadecimal. The
/// time lets the recipient refuse old deliveries.
public enum WebhookSignature {
    /// The value of the header.
    ///
    /// - Parameters:
    ///   - body: The bytes sent.
    ///   - time: Seconds since 1970.
    ///   - key: Made of the webhook's own secret.
    public static func header(
        for body: some ContiguousBytes, at time: Int64, key: AuthenticationKey
    ) -> String {
        "t=\(time),v1=\(code(of: body, at: time, key: key).hex)"
    }

    /// Whether a header fits the body and was made close to a time.
    ///
    /// - Parameters:
    ///   - now: Seconds since 1970.
    ///   - toleranceSeconds: How far the header's time may lie to either side.
    public static func verifies(
        _ header: String, for body: some ContiguousBytes, key: AuthenticationKey,
        near now: (time: Int64, toleranceSeconds: Int64)
    ) -> Bool {
        let parts = header.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].hasPrefix("t="), parts[1].hasPrefix("v1="),
            let time = Int64(parts[0].dropFirst(2)), String(time) == parts[0].dropFirst(2),
            let code = Digest(hex: String(parts[1].dropFirst(3)))
        else { return false }
        let (age, overflow) = now.time.subtractingReportingOverflow(time)
        guard !overflow, age.magnitude <= now.toleranceSeconds.magnitude else { return false }
        return self.code(of: body, at: time, key: key) == code
    }

    private static func code(
        of body: some ContiguousBytes, at time: Int64, key: AuthenticationKey
    ) -> Digest {
        Array("\(time).".utf8).withUnsafeBytes { time in
            body.withUnsafeBytes { body in key.code(for: [time, body]) }
        }
    }
}
