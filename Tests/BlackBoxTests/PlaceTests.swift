import Foundation
import JSON
import Testing

/// Geofences from outside: odd documents, repairs, imports, and what people are told.
struct PlaceTests {
    private let server: RunningServer
    private let tenant: Tenant
    private var path: String { "\(tenant.path)/geofences" }

    private static let ring = "[[120,31],[120.1,31],[120.1,31.1],[120,31.1],[120,31]]"
    private static let bow = "[[0,0],[1,1],[1,0],[0,1],[0,0]]"

    init() async throws {
        server = try RunningServer()
        tenant = try await Tenant(server)
    }

    private static func feature(
        _ coordinates: String, _ type: String = "Polygon", id: String = #""g""#,
        properties: String = "{}"
    ) -> String {
        #"""
        {"type":"Feature","id":\#(id),"geometry":{"type":"\#(type)","coordinates":\#(coordinates)},
        "properties":\#(properties)}
        """#
    }

    private func put(_ body: String, _ id: String = "g", query: String = "") async throws
        -> Client.Answer
    {
        try await tenant.admin.send("PUT", "\(path)/\(id)\(query)", body)
    }

    private func locate(_ body: String) async throws -> Client.Answer {
        try await tenant.app.send("POST", "\(path)/locate", body)
    }

    @Test func `shapes of the wrong depth or size are refused in words`() async throws {
        let circle = (0..<10_001).map { number in
            let angle = 2 * Double.pi * Double(number) / 10_001
            return "[\(120 + 0.01 * cos(angle)),\(31 + 0.01 * sin(angle))]"
        }
        let many = "[[\((circle + [circle[0]]).joined(separator: ","))]]"
        let cases = [
            (Self.feature("[\(Self.ring)]", "MultiPolygon"), "are not those of the type"),
            (Self.feature("[[\(Self.ring)]]"), "are not those of the type"),
            (Self.feature(many), "10001 vertices, at most 10000 are taken"),
            (Self.feature("[]", "MultiPolygon"), "is empty"), (Self.feature("[[]]"), "is empty"),
            (Self.feature(#"[["120",31]]"#), "must be an array"),
            (
                Self.feature("[[120,31],[120,31]]", "LineString", properties: #"{"radius":9}"#),
                "a line has no length"
            ),
        ]

        for (body, reason) in cases {
            let answer = try await put(body)
            #expect(answer.status == 422 && answer.code == "invalid-geometry")
            #expect(answer.json["detail"]?.text?.contains(reason) == true, "\(answer.text)")
        }
        #expect(try await tenant.admin.get("\(path)/g").status == 404)
    }

    @Test func `closing positions of many small parts do not count`() async throws {
        let parts = (0..<3_333).map { number in
            let x = 120 + Double(number) * 1e-4
            return "[[[\(x),31],[\(x + 5e-5),31],[\(x),31.00005],[\(x),31]]]"
        }

        let made = try await put(Self.feature("[\(parts.joined(separator: ","))]", "MultiPolygon"))

        #expect(made.status == 201)
    }

    @Test func `a number may name a Feature, if it is the path's`() async throws {
        #expect(try await put(Self.feature("[\(Self.ring)]", id: "7"), "7").status == 201)
        #expect(try await put(Self.feature("[\(Self.ring)]", id: "7"), "8").status == 422)
        #expect(try await put(Self.feature("[\(Self.ring)]", id: "7.5"), "7.5").status == 422)
    }

    @Test func `a whole Earth is inside everywhere, and check-ins there are kept`() async throws {
        let earth = "[[[-180,-90],[180,-90],[180,90],[-180,90],[-180,-90]]]"
        _ = try await tenant.admin.send("DELETE", "\(path)/hq")
        #expect(try await put(Self.feature(earth)).status == 201)

        let match = try await locate(#"{"latitude":1,"longitude":2,"accuracy":9}"#)
            .json["matches"]?.items.first
        let receipt = try await tenant.app.send(
            "POST", "\(tenant.path)/check-ins", Tenant.checkIn())

        #expect((match?["distance"]?.number ?? 0) < -20_000_000)
        #expect(match?["outcome"]?.text == "inside" && match?["probability"]?.number == 1)
        #expect(receipt.status == 201 && receipt.json["decision"]?.text == "accepted")
    }

    @Test func `the coordinates of a web page may be posted as they are`() async throws {
        let coordinates = #"""
            {"latitude":31.295,"longitude":120.725,"accuracy":12.5,"altitude":null,
            "altitudeAccuracy":null,"heading":null,"speed":0.4}
            """#

        let answer = try await locate(coordinates)

        #expect(answer.status == 200)
        #expect(answer.json["matches"]?.items.first?["outcome"]?.text == "inside")
    }

    @Test func `a broken shape is repaired where that is asked for, and the change told`()
        async throws
    {
        let refused = try await put(Self.feature("[\(Self.bow)]"))
        let mended = try await put(Self.feature("[\(Self.bow)]"), query: "?repair=true")
        let read = try await tenant.admin.get("\(path)/g")

        #expect(refused.code == "invalid-geometry")
        #expect(refused.json["location"]?.items.compactMap(\.number) == [0.5, 0.5])
        #expect(mended.status == 201 && mended.bytes == read.bytes)
        #expect(mended.json["geometry"]?["type"]?.text == "MultiPolygon")
        let change = try #require(mended.json["properties"]?["repair"]?["areaChange"]?.number)
        // Of the two triangles, signed areas of the figure 8 count against each other.
        #expect(change > 6.1e9 && change < 6.2e9)
        #expect(try await put(String(decoding: read.bytes, as: UTF8.self)).status == 200)
    }

    @Test func `an import judges each Feature by itself`() async throws {
        let good = Self.feature("[\(Self.ring)]", id: #""one""#)
        let bow = Self.feature("[\(Self.bow)]", id: #""bow""#)
        let odd = Self.feature("[\(Self.ring)]", id: #""a b""#)
        let body = #"{"type":"FeatureCollection","features":[\#(good),\#(bow),5,\#(odd),{}]}"#

        let answer = try await tenant.admin.send("PUT", path, body)
        let results = answer.json["results"]?.items ?? []

        #expect(answer.status == 200)
        #expect(results.map { $0["status"]?.number } == [201, 422, 422, 422, 422])
        #expect(results[1]["problem"]?["code"]?.text == "invalid-geometry")
        #expect(
            results[3]["problem"]?["errors"]?.items.first?["pointer"]?.text == "/features/3/id")
        #expect(try await tenant.admin.get("\(path)/one").status == 200)
        #expect(try await tenant.admin.get("\(path)/bow").status == 404)
    }

    @Test func `people are told of excluded areas and coarse fixes`() async throws {
        let hole = "[[120.04,31.04],[120.06,31.04],[120.06,31.06],[120.04,31.06],[120.04,31.04]]"
        #expect(try await put(Self.feature("[\(Self.ring),\(hole)]")).status == 201)
        func message(_ language: String, accuracy: Double) async throws -> String? {
            let answer = try await tenant.app.send(
                "POST", "\(tenant.path)/check-ins",
                Tenant.checkIn(latitude: 31.05, longitude: 120.05, accuracy: accuracy),
                headers: ["Accept-Language": language])
            return answer.json["findings"]?.items
                .first { $0["check"]?.text == "geofence" }?["message"]?.text
        }

        #expect(try await message("en", accuracy: 10) == "inside the excluded area of g")
        #expect(try await message("zh-CN", accuracy: 10) == "位于 g 的排除区域内")
        #expect(
            try await message("en", accuracy: 800)?.hasPrefix("cannot tell: accuracy 800 m") == true
        )
        #expect(
            try await message("zh-CN", accuracy: 800)?.hasPrefix("无法判断：定位精度 800 米") == true)
    }
}
