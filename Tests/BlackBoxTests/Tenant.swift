import Foundation
import JSON

/// An organization of a running server, with keys of every role, a place and members.
struct Tenant: Sendable {
    let id: String
    let server: URL
    let admin: Client
    let app: Client
    let hr: Client
    let auditor: Client

    static let everyPurpose = #"["location","motion","wifi","apps","face","device"]"#

    init(_ server: RunningServer, id: String = "acme") async throws {
        let owner = Client(server.url, key: RunningServer.operatorKey)
        let made = try await owner.send(
            "POST", "/v1/orgs", #"{"id":"\#(id)","name":"Acme","timeZone":"Asia/Shanghai"}"#)
        guard made.status == 201, let key = made.json["adminKey"]?.text else {
            throw Fault.refused(made.status, made.text)
        }
        let admin = Client(server.url, key: key)
        func client(_ role: String) async throws -> Client {
            let made = try await admin.send(
                "POST", "/v1/orgs/\(id)/keys", #"{"role":"\#(role)","label":"test"}"#)
            guard made.status == 201 else { throw Fault.refused(made.status, made.text) }
            return Client(server.url, key: made.json["key"]?.text)
        }
        self.id = id
        self.server = server.url
        self.admin = admin
        app = try await client("app")
        hr = try await client("hr")
        auditor = try await client("auditor")
        try await addMember("e1")
        try await draw()
    }

    private init(_ tenant: Tenant, on server: URL) {
        id = tenant.id
        self.server = server
        admin = Client(server, key: tenant.admin.key)
        app = Client(server, key: tenant.app.key)
        hr = Client(server, key: tenant.hr.key)
        auditor = Client(server, key: tenant.auditor.key)
    }

    /// The same organization as a later server of the same folder serves it.
    func moved(to server: RunningServer) -> Tenant { Tenant(self, on: server.url) }

    var path: String { "/v1/orgs/\(id)" }

    func addMember(_ member: String, consents: String = Tenant.everyPurpose) async throws {
        try await demand(
            admin.send(
                "PUT", "\(path)/members/\(member)",
                #"{"name":"Member","consents":\#(consents)}"#))
    }

    /// Draws a square of about 950 m × 1,110 m with one access point.
    func draw() async throws {
        try await demand(
            admin.send(
                "PUT", "\(path)/geofences/hq",
                #"""
                {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[120.72,31.29],[120.73,31.29],
                [120.73,31.30],[120.72,31.30],[120.72,31.29]]]},"properties":{"name":"Office",
                "accessPoints":[{"bssid":"3c:84:6a:12:34:56","minimumRSSI":-85}]}}
                """#))
    }

    private func demand(_ answer: Client.Answer) throws {
        guard answer.status < 300 else { throw Fault.refused(answer.status, answer.text) }
    }

    /// A check-in inside the square.
    static func checkIn(
        id: String = UUID().uuidString.lowercased(), member: String = "e1",
        latitude: Double = 31.295, longitude: Double = 120.725, accuracy: Double = 10,
        more: String = ""
    ) -> String {
        let now = ISO8601DateFormatter().string(from: Date())
        return #"""
            {"id":"\#(id)","member":"\#(member)","direction":"in","occurredAt":"\#(now)",
            "location":{"coordinateSystem":"wgs84","fixes":[{"t":-500,"latitude":\#(latitude),
            "longitude":\#(longitude),"accuracy":\#(accuracy)}]}\#(more)}
            """#
    }

    enum Fault: Error {
        case refused(Int, String)
    }
}
