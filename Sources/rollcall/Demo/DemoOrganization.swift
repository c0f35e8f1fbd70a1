import Foundation
import JSON

/// The demonstration organization: made once, remembered by its keys in the data folder.
struct DemoOrganization: Sendable {
    private let client: APIClient
    private let file: URL

    init(_ client: APIClient, data: URL) {
        self.client = client
        file = data.appending(path: "demo-keys.json")
    }

    /// The keys of the organization, which is made and furnished first when there is none.
    func keys() async throws -> DemoKeys {
        if let keys = try? JSONDecoder().decode(DemoKeys.self, from: Data(contentsOf: file)),
            try await client.with(key: keys.admin)
                .send("GET", "v1/orgs/\(keys.organization)").status == 200
        {
            return keys
        }
        let (organization, admin) = try await found()
        let owner = client.with(key: admin)
        try await furnish(organization, owner)
        let keys = DemoKeys(
            organization: organization, admin: admin,
            hr: try await key("hr", organization, owner),
            app: try await key("app", organization, owner))
        try PrivateFile.write(
            String(decoding: JSONEncoder().encode(keys), as: UTF8.self), to: file)
        return keys
    }

    private func found() async throws -> (organization: String, admin: String) {
        for number in 1...1_000 {
            let id = number == 1 ? "demo" : "demo-\(number)"
            let (status, body) = try await client.send("POST", "v1/orgs") { writer in
                writer.object { writer in
                    writer.member("id", id)
                    writer.member("name", "Demonstration")
                    writer.member("timeZone", "Asia/Shanghai")
                }
            }
            if status == 201, let key = body["adminKey"]?.text { return (id, key) }
            guard status == 409 else {
                throw ClientError.refused("POST v1/orgs", status, "\(body["code"]?.text ?? "")")
            }
        }
        throw ClientError.unreachable
    }

    private func key(
        _ role: String, _ organization: String, _ owner: APIClient
    ) async throws -> String {
        let made = try await owner.demand("POST", "v1/orgs/\(organization)/keys") { writer in
            writer.object { writer in
                writer.member("role", role)
                writer.member("label", "demonstration")
            }
        }
        return made["key"]?.text ?? ""
    }

    private func furnish(_ organization: String, _ owner: APIClient) async throws {
        try await owner.demand("PUT", "v1/orgs/\(organization)/geofences/hq") { writer in
            writer.value(DemoPlaces.headquarters)
        }
        try await owner.demand("PUT", "v1/orgs/\(organization)/geofences/depot") { writer in
            writer.value(DemoPlaces.depot)
        }
        for (member, name) in DemoScene.members {
            try await owner.demand("PUT", "v1/orgs/\(organization)/members/\(member)") { writer in
                writer.object { writer in
                    writer.member("name", name)
                    writer.member("department", "Demonstration")
                    writer.member(
                        "consents", ["location", "motion", "wifi", "apps", "device"])
                }
            }
        }
    }
}

/// The keys of the demonstration organization.
struct DemoKeys: Codable, Sendable {
    let organization: String
    let admin: String
    let hr: String
    let app: String

    /// What a person may try next.
    func epilogue(server: String) -> String {
        """

        Console: \(server)/console/   Documentation: \(server)/docs
        Keys of the organization \(organization): admin \(admin)  hr \(hr)  app \(app)

        Try another check-in:
          curl -s -X POST \(server)/v1/orgs/\(organization)/check-ins \\
            -H "Authorization: Bearer \(app)" -H "Content-Type: application/json" \\
            -d '{"id":"'$(cat /proc/sys/kernel/random/uuid)'","member":"e1001","occurredAt":"'$(date -u +%FT%TZ)'",
                 "location":{"fixes":[{"latitude":31.2952,"longitude":120.7265,"accuracy":12}]}}'
        """
    }
}
