import HTTPTypes
import Metrics

/// Counts requests by route, status and time; paths and names of people never become labels.
struct RequestMeters: Sendable {
    /// Counts one answered request.
    ///
    /// - Parameter endpoint: Nil where there is no such route.
    func count(_ endpoint: Endpoint?, status: Int, since started: ContinuousClock.Instant) {
        let route = endpoint.map { "\($0.method.rawValue) \($0.path.text)" } ?? "none"
        Counter(
            label: "rollcall_http_requests_total",
            dimensions: [("route", route), ("status", "\(status)")]
        ).increment()
        let elapsed = started.duration(to: .now)
        Timer(label: "rollcall_http_request_seconds", dimensions: [("route", route)])
            .recordNanoseconds(
                elapsed.components.seconds * 1_000_000_000
                    + elapsed.components.attoseconds / 1_000_000_000)
    }
}
