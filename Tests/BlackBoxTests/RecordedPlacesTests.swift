import Foundation
import JSON
import Material
import Testing

/// Real fences, positions and documents through the API, held against independent libraries.
@Suite(.enabled(if: Material.recordings != nil, "needs ../shared/data"), .serialized)
struct RecordedPlacesTests {
    private let server: RunningServer
    private let tenant: Tenant
    private var fences: String { "\(tenant.path)/geofences" }

    init() async throws {
        server = try RunningServer()
        tenant = try await Tenant(server)
        _ = try await tenant.admin.send("DELETE", "\(tenant.path)/geofences/hq")
    }

    private func json(_ name: String) throws -> JSONValue {
        let file = try #require(Material.recordings).appending(path: name)
        return try JSONValue([UInt8](Data(contentsOf: file)))
    }

    /// The recorded fences by id, as Features that the API takes.
    private func recorded() throws -> [String: (system: String, body: [UInt8])] {
        var fences: [String: (system: String, body: [UInt8])] = [:]
        for feature in try json("geofence/fences.geojson")["features"]?.items ?? [] {
            let id = try #require(feature["id"]?.text)
            let system = try #require(feature["properties"]?["crs"]?.text)
            let geometry = try #require(feature["geometry"])
            fences[id] = (system, Self.feature(id, geometry, system))
        }
        return fences
    }

    private static func feature(
        _ id: String, _ geometry: JSONValue, _ system: String, radius: Double? = nil
    ) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("type", "Feature")
            writer.member("id", id)
            writer.member("geometry") { $0.value(geometry) }
            writer.member("properties") { writer in
                writer.object { writer in
                    writer.member("coordinateSystem", system)
                    writer.member("radius", radius)
                }
            }
        }
        return writer.bytes
    }

    private func put(_ id: String, _ body: [UInt8]) async throws -> Client.Answer {
        try await tenant.admin.send("PUT", "\(fences)/\(id)", bytes: body)
    }

    /// How the only fence lies to a position.
    private func locate(
        _ longitude: Double, _ latitude: Double, _ system: String = "wgs84",
        accuracy: Double? = nil
    ) async throws -> JSONValue? {
        let more = accuracy.map { #","accuracy":\#($0)"# } ?? ""
        let answer = try await tenant.app.send(
            "POST", "\(fences)/locate",
            #"""
            {"longitude":\#(longitude),"latitude":\#(latitude),"coordinateSystem":"\#(system)"\#(more)}
            """#)
        #expect(answer.status == 200)
        return answer.json["matches"]?.items.first
    }

    @Test func `every probe of every fence is on its side, at its distance`() async throws {
        let recorded = try recorded()
        let probes = Dictionary(grouping: try json("geofence/probes.json").items) {
            $0["fence"]?.text ?? ""
        }
        var (judged, wrong): (Int, [String]) = (0, [])

        for (id, fence) in recorded {
            #expect(try await put(id, fence.body).status == 201)
            for probe in probes[id] ?? [] {
                let match = try await locate(
                    try #require(probe["lon"]?.number), try #require(probe["lat"]?.number),
                    fence.system)
                let isInside = probe["inside"] == .bool(true)
                let expected = try #require(probe["distance_m"]?.number)
                let got = try #require(match?["distance"]?.number)
                let tolerance = max(0.05, expected * (fence.system == "wgs84" ? 0.001 : 0.01))
                // Two probes in the Atlantic were measured to the wrong end of Fiji.
                let isNearer = expected > 14_000_000 && got > 14_000_000 && got < expected
                judged += 1
                if (match?["outcome"]?.text == "inside") != isInside
                    || match?["probability"]?.number != (isInside ? 1 : 0)
                    || abs(abs(got) - expected) > tolerance && !isNearer
                {
                    wrong.append("\(probe) \(got)")
                }
            }
            #expect(try await tenant.admin.send("DELETE", "\(fences)/\(id)").status == 204)
        }

        #expect(recorded.count == 275 && judged == 1_878)
        #expect(wrong.isEmpty)
    }

    @Test func `every probability is the reference's`() async throws {
        let recorded = try recorded()
        var wrong: [String] = []
        let cases = try json("geofence/probability.json").items

        for item in cases {
            let isCircle = item["type"]?.text == "circle"
            let id = item["fence"]?.text ?? "circle"
            var (system, body) = ("wgs84", [UInt8]())
            if isCircle {
                let centre = JSONValue.object([
                    .init("type", .string("Point")),
                    .init("coordinates", try #require(item["center"])),
                ])
                body = Self.feature(id, centre, system, radius: item["radius_m"]?.number)
            } else {
                (system, body) = try #require(recorded[id])
            }
            #expect(try await put(id, body).status == 201)
            let match = try await locate(
                try #require(item["lon"]?.number), try #require(item["lat"]?.number), system,
                accuracy: try #require(item["accuracy_m"]?.number))
            let expected = try #require(item["p_inside"]?.number)
            let got = match?["probability"]?.number ?? -1
            if abs(got - expected) > (isCircle ? 0.002 : 0.01) { wrong.append("\(item) \(got)") }
            _ = try await tenant.admin.send("DELETE", "\(fences)/\(id)")
        }

        #expect(cases.count == 220)
        #expect(wrong.isEmpty)
    }

    @Test func `shapes at the antimeridian and the poles are right or refused`() async throws {
        var refused = 0

        for item in try json("geofence/antimeridian_polar.json").items {
            let id = try #require(item["id"]?.text)
            for (form, isSplit) in [("geometry_split", true), ("geometry_as_given", false)] {
                guard let geometry = item[form], geometry != .null else { continue }
                let made = try await put(id, Self.feature(id, geometry, "wgs84"))
                if made.status == 422, !isSplit {
                    refused += 1
                    #expect(
                        ["ambiguous-antimeridian", "invalid-geometry"].contains(made.code))
                    continue
                }
                #expect(made.status == 201, "\(form) \(made.text)")
                for probe in item["probes"]?.items ?? [] {
                    let match = try await locate(
                        try #require(probe["lon"]?.number), try #require(probe["lat"]?.number))
                    let isInside = match?["outcome"]?.text == "inside"
                    #expect(.bool(isInside) == probe["inside"], "\(id) \(form)")
                }
                _ = try await tenant.admin.send("DELETE", "\(fences)/\(id)")
            }
        }

        #expect(refused > 0)
    }

    @Test func `every broken document is refused or kept as it was meant`() async throws {
        let items = try json("geofence/invalid_documents.json").items

        for item in items {
            let document = try #require(item["document"])
            let name = item["name"]?.text ?? "?"
            let isBroken = item["upstream_class"]?.text == "invalid_structure"
            let isCollection = document["type"]?.text == "FeatureCollection"
            let path = isCollection ? fences : "\(fences)/d"
            let body = isCollection ? JSONWriter.bytes(of: document) : Self.wrapped(document)
            for repair in ["", "?repair=true"] {
                let answer = try await tenant.admin.send("PUT", path + repair, bytes: body)
                #expect(answer.status < 500, "\(name)")
                let results = answer.json["results"]?.items.map { $0["status"]?.number ?? 0 }
                let statuses = results ?? [Double(answer.status)]
                #expect(statuses.allSatisfy { (200..<500).contains($0) }, "\(name)")
                if isBroken, repair.isEmpty {
                    #expect(statuses.allSatisfy { $0 >= 400 }, "\(name) \(answer.text)")
                }
            }
        }

        #expect(items.count == 91)
        #expect(server.isAlive)
        #expect(try await tenant.admin.get("/readyz").status == 200)
    }

    /// A bare geometry as the Feature around it.
    private static func wrapped(_ document: JSONValue) -> [UInt8] {
        if document["type"]?.text == "Feature" { return JSONWriter.bytes(of: document) }
        return feature("d", document, "wgs84")
    }

    @Test func `positions in any system are the same place`() async throws {
        // A circle of a metre: its centre is where a position lies a metre inside.
        for point in try json("coordinates/points.json").items.enumerated()
        where point.offset % 6 == 0 {
            let position = JSONValue.array([
                try #require(point.element["lon"]), try #require(point.element["lat"]),
            ])
            let centre = JSONValue.object([
                .init("type", .string("Point")), .init("coordinates", position),
            ])
            let body = Self.feature("p", centre, "wgs84", radius: 1)
            #expect(try await put("p", body).status < 300)
            for system in ["gcj02", "bd09"] {
                let reference = point.element["reference"]?[system]?.items ?? []
                guard reference.count == 2 else { continue }
                let match = try await locate(
                    reference[0].number ?? 0, reference[1].number ?? 0, system)
                let distance = match?["distance"]?.number ?? 0
                #expect(abs(distance + 1) < 0.001, "\(point.element) \(distance)")
            }
        }
    }
}
