import Foundation
import JSON

/// An organization made for one replay, and the check-ins posted to it.
struct ReplaySession: Sendable {
    private let admin: APIClient
    private let app: APIClient
    private let organization: String
    private let windowSeconds: Double
    private let most: Int

    /// Makes the organization and its keys.
    ///
    /// - Throws: ``ClientError``.
    init(_ operatorClient: APIClient, windowSeconds: Double, most: Int) async throws {
        let organization = "replay-" + UUID().uuidString.lowercased().prefix(8)
        let made = try await operatorClient.demand("POST", "v1/orgs") { writer in
            writer.object { writer in
                writer.member("id", organization)
                writer.member("name", "Replay of recordings")
                writer.member("timeZone", "UTC")
            }
        }
        self.organization = organization
        self.windowSeconds = windowSeconds
        self.most = most
        admin = operatorClient.with(key: made["adminKey"]?.text ?? "")
        let key = try await admin.demand("POST", "v1/orgs/\(organization)/keys") { writer in
            writer.object { $0.member("role", "app") }
        }
        app = admin.with(key: key["key"]?.text ?? "")
    }

    /// Posts the windows of a recording, with fixes moved so many metres north.
    ///
    /// - Returns: The receipts, in order.
    func post(_ recording: Recording, moved metres: Double) async throws -> [JSONValue] {
        let member = recording.id.prefix(100) + (metres == 0 ? "" : ".moved")
        if metres == 0 { try await draw(recording) }
        try await admin.demand("PUT", "v1/orgs/\(organization)/members/\(member)") { writer in
            writer.object { writer in
                writer.member("name", recording.device)
                writer.member("consents", ["location", "motion", "wifi", "device"])
            }
        }
        var receipts: [JSONValue] = []
        let starts = recording.windowStarts(seconds: windowSeconds, most: most)
        let begin = Date().timeIntervalSince1970 - Double(starts.count) * windowSeconds
        for (index, start) in starts.enumerated() {
            let window = ReplayWindow(
                recording, from: start, seconds: windowSeconds,
                endsAt: begin + Double(index + 1) * windowSeconds)
            let body = try await app.demand("POST", "v1/orgs/\(organization)/check-ins") {
                window.write(member: String(member), moved: metres, to: &$0)
            }
            receipts.append(body)
        }
        return receipts
    }

    /// Draws a fence around the fixes of a recording, or registers the access points that it saw.
    private func draw(_ recording: Recording) async throws {
        let path = "v1/orgs/\(organization)/geofences/\(recording.id.prefix(100))"
        let latitudes = recording.fixes.numbers("lat_deg").filter(\.isFinite)
        let longitudes = recording.fixes.numbers("lon_deg").filter(\.isFinite)
        let bssids = Set(recording.scans.texts("bssid")).sorted().prefix(500)
        let centre = [middle(longitudes), middle(latitudes)]
        let extent = (latitudes.max() ?? 0) - (latitudes.min() ?? 0)
        let breadth =
            ((longitudes.max() ?? 0) - (longitudes.min() ?? 0)) * cos(centre[1] * .pi / 180)
        try await admin.demand("PUT", path) { writer in
            writer.object { writer in
                writer.member("type", "Feature")
                writer.member("geometry") { writer in
                    writer.object { writer in
                        writer.member("type", "Point")
                        writer.member("coordinates", centre)
                    }
                }
                writer.member("properties") { writer in
                    writer.object { writer in
                        writer.member("name", recording.id)
                        writer.member("radius", 111_320 * max(extent, breadth) / 2 + 100)
                        writer.member("accessPoints") { writer in
                            writer.array { writer in
                                for bssid in bssids {
                                    writer.object { $0.member("bssid", String(bssid)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private func middle(_ values: [Double]) -> Double {
        ((values.min() ?? 0) + (values.max() ?? 0)) / 2
    }
}
