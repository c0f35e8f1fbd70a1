import Foundation
import JSON

/// One check-in of the demonstration.
struct DemoScene: Sendable {
    /// What happens, in words.
    let title: String
    /// Who checks in.
    let member: String
    /// Where the phone says that it is.
    var latitude = 31.2952
    /// Where the phone says that it is.
    var longitude = 120.7265
    /// The 68 % radius in metres; nil for no fix at all.
    var accuracy: Double? = 12
    /// Whether the operating system reports a mock location.
    var isMock = false
    /// The access point that the phone is connected to.
    var connected: String?

    /// The members of the demonstration.
    static let members = [
        ("e1001", "Member One"), ("e1002", "Member Two"), ("e1003", "Member Three"),
        ("e1004", "Member Four"), ("e1005", "Member Five"),
    ]

    /// What is shown, in order.
    static let all = [
        DemoScene(
            title: "At the office, by GNSS and Wi-Fi", member: "e1001",
            connected: "3c:84:6a:12:34:56"),
        DemoScene(
            title: "At the office, by Wi-Fi alone", member: "e1002", accuracy: nil,
            connected: "3c:84:6a:12:34:57"),
        DemoScene(
            title: "Somewhere near, by a coarse fix", member: "e1003", latitude: 31.2957,
            accuracy: 800),
        DemoScene(title: "Two kilometres away", member: "e1004", latitude: 31.3140),
        DemoScene(
            title: "At the office, says a mock location", member: "e1005", latitude: 31.2949,
            isMock: true),
    ]

    /// Writes the check-in.
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", UUID().uuidString.lowercased())
            writer.member("member", member)
            writer.member("occurredAt", instant: Int64(Date().timeIntervalSince1970 * 1_000))
            writer.member("device") { writer in
                writer.object { writer in
                    writer.member("id", "phone-of-\(member)")
                    writer.member("platform", "android")
                }
            }
            if let accuracy { writer.member("location") { write(accuracy, to: &$0) } }
            if let connected {
                writer.member("wifi") { $0.object { $0.member("connected", connected) } }
            }
        }
    }

    private func write(_ accuracy: Double, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("fixes") { writer in
                writer.array { writer in
                    writer.object { writer in
                        writer.member("t", -500)
                        writer.member("latitude", latitude)
                        writer.member("longitude", longitude)
                        writer.member("accuracy", accuracy)
                        writer.member("mock", isMock)
                    }
                }
            }
        }
    }
}

/// Plays scenes against a server and tells what it decided.
struct Demonstration: Sendable {
    private let client: APIClient
    private let organization: String

    init(_ client: APIClient, organization: String) {
        self.client = client
        self.organization = organization
    }

    /// Posts a scene.
    ///
    /// - Returns: The decision and its reasons, for a person to read.
    func play(_ scene: DemoScene) async throws -> String {
        let receipt = try await client.demand(
            "POST", "v1/orgs/\(organization)/check-ins", scene.write)
        var lines = ["\(scene.title): \(receipt["decision"]?.text?.uppercased() ?? "?")"]
        if case .array(let findings)? = receipt["findings"] {
            for finding in findings where finding["outcome"]?.text != "missing" {
                lines.append("    \(finding["message"]?.text ?? "")")
            }
        }
        return lines.joined(separator: "\n")
    }
}
