import Foundation
import JSON
import Material
import Testing

/// Bodies that nobody honest sends.
struct HostileTests {
    @Test func `2,000 malformed bodies get problems with codes, and the process lives`()
        async throws
    {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let routes = [
            ("POST", "\(acme.path)/check-ins", acme.app),
            ("PUT", "\(acme.path)/geofences/x", acme.admin),
            ("PUT", "\(acme.path)/geofences", acme.admin),
            ("POST", "\(acme.path)/geofences/locate", acme.app),
        ]
        var hostile = HostileBodies(seed: 20_261_124)

        for number in 0..<2_000 {
            let (method, path, client) = routes[number % routes.count]
            let body = hostile.next()

            let answer = try await client.send(method, path, bytes: body)

            #expect((400..<500).contains(answer.status), "\(method) \(path): \(answer.status)")
            #expect(answer.headers["content-type"] == "application/problem+json")
            #expect(answer.code != nil)
        }
        #expect(server.isAlive)
        #expect(try await acme.app.get("\(acme.path)/check-ins/x").status == 404)
    }

    @Test(arguments: [
        (String(repeating: "[", count: 30_000), 400, "body-too-deep"),
        (#"{"id":"a","id":"b"}"#, 400, "malformed-json"),
        (#"{"id":"a",}"#, 400, "malformed-json"),
        (#"{"id":NaN}"#, 400, "malformed-json"),
        (#"{"note":"\ud800"}"#, 400, "malformed-json"),
        (#"{"location":{"fixes":[{"latitude":1e999,"longitude":1}]}}"#, 400, "malformed-json"),
        (#"{"colour":1}"#, 422, "unknown-member"),
        (#"{"id":"6f1c0f5e"}"#, 422, "invalid-body"),
        ("", 400, "malformed-json"),
        ("null", 422, "invalid-body"),
    ])
    func `each fault has its own code`(body: String, status: Int, code: String) async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)

        let answer = try await acme.app.send("POST", "\(acme.path)/check-ins", body)

        #expect(answer.status == status)
        #expect(answer.code == code)
    }

    @Test func `a body over its limit is refused and the connection goes on`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let body = Tenant.checkIn(
            more: #","note":""# + String(repeating: "x", count: 300 * 1_024) + "\"")

        let large = try await acme.app.send("POST", "\(acme.path)/check-ins", body)
        let usual = try await acme.app.send("POST", "\(acme.path)/check-ins", Tenant.checkIn())

        #expect(large.status == 413)
        #expect(large.code == "body-too-large")
        #expect(usual.status == 201)
    }

    @Test func `errors point at the place and never repeat the body`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        let body = Tenant.checkIn(latitude: 91.5)

        let answer = try await acme.app.send("POST", "\(acme.path)/check-ins", body)

        #expect(answer.status == 422)
        #expect(
            answer.json["errors"]?.items.first?["pointer"]?.text == "/location/fixes/0/latitude")
        #expect(!answer.text.contains("91.5"))
    }
}

/// Seeded bodies, each wrong in some way that a client could send.
struct HostileBodies {
    private var random: Seeded
    private static let valid = Tenant.checkIn(
        more: #","wifi":{"scan":[{"bssid":"3c:84:6a:12:34:56","rssi":-60}]}"#)
    private static let feature = #"""
        {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[1,1],[2,1],[2,2],[1,1]]]},"properties":{}}
        """#

    init(seed: UInt64) { random = Seeded(seed) }

    /// A body that no route takes.
    mutating func next() -> [UInt8] {
        switch Int.random(in: 0..<9, using: &random) {
        case 0:
            Array(
                String(repeating: "{\"a\":", count: Int.random(in: 17...30_000, using: &random))
                    .utf8)
        case 1:
            Array(#"{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[]]]}}"#.utf8)
        case 2: Array(#"{"latitude":1e308,"longitude":-1e308,"accuracy":1e308}"#.utf8)
        case 3: Array(#"{"x":[NaN,Infinity,-Infinity]}"#.utf8)
        case 4: Array(#"{"note":"\#(String(repeating: "n", count: 300 * 1_024))","#.utf8)
        case 5: Array(#"{"type":"Feature","type":"Feature","id":1,"id":1}"#.utf8)
        case 6: broken(Self.valid)
        case 7: broken(Self.feature)
        default:
            (0..<Int.random(in: 1...200, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
        }
    }

    /// A valid body with its end cut off and a byte changed.
    private mutating func broken(_ body: String) -> [UInt8] {
        var bytes = Array(body.utf8)
        bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random))
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] = UInt8.random(in: 0...255, using: &random)
        return bytes
    }
}
