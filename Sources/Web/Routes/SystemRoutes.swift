import Attendance
import HTTPTypes
import Hummingbird
import JSON

/// What tells of the server itself.
struct SystemRoutes: Sendable {
    let health: any StoreHealth
    let registry: PrometheusRegistry

    var endpoints: [Endpoint] {
        [
            .open("/healthz") { _ in .json { $0.object { $0.member("status", "alive") } } },
            .open("/readyz", ready),
            .open("/metrics") { _ in
                .text("text/plain; version=0.0.4; charset=utf-8", Array(registry.text().utf8))
            },
            .open("/openapi.yaml") { _ in .text("application/yaml", PackageResources.openapi_yaml)
            },
            .open("/docs") { _ in ContractPage.response },
        ] + ConsolePage.endpoints
    }

    @Sendable private func ready(_ call: Call) async throws -> Response {
        let complaints = await health.complaints()
        return .json(complaints.isEmpty ? .ok : .serviceUnavailable) { writer in
            writer.object { writer in
                writer.member("status", complaints.isEmpty ? "ready" : "not-ready")
                writer.member("reasons", complaints)
            }
        }
    }
}
