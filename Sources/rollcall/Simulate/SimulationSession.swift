import Foundation
import JSON
import Simulation

/// A running server's organization that simulated check-ins are posted to.
struct SimulationSession: Sendable {
    private let client: APIClient
    private let app: APIClient
    private let path: String

    /// Speaks with an admin key of the organization, and posts with an app key that it makes, which
    /// ends after a day.
    ///
    /// - Throws: ``ClientError``.
    init(_ client: APIClient, organization: String) async throws {
        self.client = client
        path = "v1/orgs/\(organization)"
        let tomorrow = Int64((Date().timeIntervalSince1970 + 86_400) * 1_000)
        let made = try await client.demand("POST", "\(path)/keys") { writer in
            writer.object { writer in
                writer.member("role", "app")
                writer.member("label", "simulation")
                writer.member("expiresAt", instant: tomorrow)
            }
        }
        app = client.with(key: made["key"]?.text ?? "")
    }

    /// Draws the two places and enrols everybody, with consents.
    ///
    /// - Throws: ``ClientError``.
    func furnish(_ workforce: SimulatedWorkforce) async throws {
        for site in [SimulatedCheckIn.Site.office, .branch] {
            try await client.demand("PUT", "\(path)/geofences/\(site.geofence)") {
                site.write(to: &$0, id: nil)
            }
        }
        for member in workforce.members {
            try await client.demand("PUT", "\(path)/members/\(member)") { writer in
                SimulatedRoster.write(member, named: false, to: &writer)
            }
        }
    }

    /// Posts check-ins in their order and tells what was decided.
    ///
    /// - Throws: `ClientError.unreachable`.
    func post(_ checkIns: [SimulatedCheckIn], now: Double) async throws -> SimulationTable {
        var table = SimulationTable()
        for checkIn in checkIns {
            let (status, body) = try await app.send("POST", "\(path)/check-ins") {
                checkIn.write(to: &$0, now: now)
            }
            table.add(checkIn, status: status, body)
        }
        return table
    }
}

extension SimulatedCheckIn.Site {
    /// The geofence's id.
    var geofence: String { "simulated-\(rawValue)" }

    /// Writes the geofence: a circle of 500 m, with its id where it stands in a collection.
    func write(to writer: inout JSONWriter, id: String?) {
        writer.object { writer in
            writer.member("type", "Feature")
            if let id { writer.member("id", id) }
            writer.member("geometry") { writer in
                writer.object { writer in
                    writer.member("type", "Point")
                    writer.member("coordinates", [position.longitude, position.latitude])
                }
            }
            writer.member("properties") { writer in
                writer.object { writer in
                    writer.member("name", "Simulated \(rawValue)")
                    writer.member("radius", 500.0)
                }
            }
        }
    }
}

/// The members of a simulation as the API takes them.
enum SimulatedRoster {
    /// Writes the body of `PUT …/members/{member}`, or, with its name, a line of an import.
    static func write(_ member: String, named: Bool, to writer: inout JSONWriter) {
        writer.object { writer in
            if named { writer.member("member", member) }
            writer.member("name", "Simulated \(member)")
            writer.member("consents", ["location", "motion", "wifi", "device"])
        }
    }
}
