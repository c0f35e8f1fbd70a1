import Apps
import Foundation
import Material
import Testing

@Suite(.enabled(if: Material.recordings != nil, "needs ../shared/data"))
struct RealDevicesTests {
    private struct Device: Decodable {
        let device: String
        let apps: [String]
        let expect_block: [String]
        let expect_review: [String]
    }

    private struct Listed: Decodable {
        let id: String
        let severity: String?
        let platform: String
    }

    private let blocklist = Blocklist(defaults: .shipped)

    private func read<Value: Decodable>(_ name: String) throws -> [Value] {
        let folder = try #require(Material.recordings).appending(path: "apps")
        return try JSONDecoder().decode(
            [Value].self, from: Data(contentsOf: folder.appending(path: name)))
    }

    private func hits(_ apps: [String], _ severity: BlocklistRule.Severity) throws -> Set<String> {
        Set(
            try apps.filter { app in
                blocklist.match(try AppList(packages: [app])).rules.map(\.severity)
                    .contains(severity)
            })
    }

    @Test func `on every real device exactly the expected apps are found`() throws {
        let devices: [Device] = try read("devices.json")

        #expect(devices.count == 120)
        for device in devices {
            #expect(try hits(device.apps, .block) == Set(device.expect_block))
            #expect(try hits(device.apps, .review) == Set(device.expect_review))
        }
    }

    @Test func `a whole list gives the union of what its apps give`() throws {
        let devices: [Device] = try read("devices.json")

        for device in devices {
            let whole = blocklist.match(try AppList(packages: device.apps)).rules
            let parts = try device.apps.flatMap {
                blocklist.match(try AppList(packages: [$0])).rules
            }
            let wanted = device.expect_block + device.expect_review
            #expect(Set(whole) == Set(parts))
            #expect(Set(whole.filter { $0.match == .package }.map(\.value)) == Set(wanted))
        }
    }

    @Test func `no ordinary app is ever flagged, lookalikes included`() throws {
        let ordinary: [Listed] = try read("ordinary.json")

        #expect(ordinary.count == 5_366)
        let flagged = try ordinary.map(\.id).filter {
            !blocklist.match(try AppList(packages: [$0], labels: [$0])).rules.isEmpty
        }
        #expect(flagged == [])
    }

    @Test func `every listed fact is a rule of its platform and severity`() throws {
        let facts: [Listed] = try read("blocklist.json")
        let rules = Dictionary(grouping: BlocklistDefaults.shipped.rules, by: \.value)

        for fact in facts {
            let rule = try #require(rules[fact.id]?.first)
            #expect(rule.match == .package && rule.severity.rawValue == fact.severity)
            #expect(rule.platform.rawValue == fact.platform)
        }
    }
}
