import Foundation
import JSON
import Sealing
import Testing

/// Faces from outside: models, templates, comparing, and what check-ins make of them.
struct FaceTests {
    private let server: RunningServer
    private let tenant: Tenant

    init() async throws {
        server = try RunningServer()
        tenant = try await Tenant(server)
        let model = try await tenant.admin.send(
            "PUT", "\(tenant.path)/face-models/m1",
            #"{"dimension":128,"metric":"cosine","threshold":0.6,"identifyThreshold":0.7}"#)
        #expect(model.status == 201)
    }

    /// A direction of its own for each number; turned by `angle` towards another one.
    static func vector(_ number: UInt64, turned angle: Double = 0) -> [Float] {
        var state = number &* 0x9E37_79B9_7F4A_7C15 | 1
        func direction() -> [Double] {
            let values = (0..<128).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Double(state >> 33) / Double(1 << 30) - 1
            }
            let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return values.map { $0 / length }
        }
        let (one, other) = (direction(), direction())
        return zip(one, other).map { Float(cos(angle) * $0 + sin(angle) * $1) }
    }

    static func probe(_ vector: [Float], model: String = "m1", more: String = "") -> String {
        let numbers = vector.map { "\($0)" }.joined(separator: ",")
        return #"{"model":"\#(model)","vector":[\#(numbers)]\#(more)}"#
    }

    private func post(_ path: String, _ body: String) async throws -> Client.Answer {
        try await tenant.app.send("POST", tenant.path + path, body)
    }

    private func checkIn(
        _ vector: [Float], liveness: String = "passed", more: String = ""
    ) async throws -> Client.Answer {
        let face = Self.probe(vector, more: #","liveness":"\#(liveness)""#)
        return try await post("/check-ins", Tenant.checkIn(more: #","face":\#(face)\#(more)"#))
    }

    private func set(policy: String) async throws {
        let put = try await tenant.admin.send("PUT", "\(tenant.path)/policy", policy)
        #expect(put.status == 200)
    }

    private func codes(_ answer: Client.Answer) -> [String?]? {
        answer.json["risk"]?["codes"]?.items.map(\.text)
    }

    @Test func `a face is enrolled, listed, verified, identified and destroyed`() async throws {
        let faces = "/members/e1/faces"

        let made = try await post(faces, Self.probe(Self.vector(1)))
        #expect(made.status == 201 && made.json["vector"] == nil)
        let listed = try await tenant.app.get(tenant.path + faces).json["items"]?.items ?? []
        #expect(listed.map { $0["id"] } == [made.json["id"]])
        let same = try await post("\(faces)/verify", Self.probe(Self.vector(1, turned: 0.3)))
        #expect(same.json["match"] == .bool(true) && same.json["metric"]?.text == "cosine")
        #expect(abs((same.json["score"]?.number ?? 0) - cos(0.3)) < 0.1)
        let other = try await post("\(faces)/verify", Self.probe(Self.vector(2)))
        #expect(other.json["match"] == .bool(false) && other.json["threshold"]?.number == 0.6)

        #expect(try await post("/faces/identify", Self.probe(Self.vector(1))).status == 403)
        try await set(policy: #"{"face":{"identify":true}}"#)
        try await tenant.addMember("e2")
        _ = try await post("/members/e2/faces", Self.probe(Self.vector(2)))
        let found = try await post("/faces/identify", Self.probe(Self.vector(2, turned: 0.2)))
        #expect(found.json["candidates"]?.items.map { $0["member"]?.text } == ["e2"])
        let id = try #require(made.json["id"]?.text)
        #expect(try await tenant.app.send("DELETE", "\(tenant.path)\(faces)/\(id)").status == 204)
        let gone = try await post("/faces/identify", Self.probe(Self.vector(1)))
        #expect(gone.json["candidates"]?.items.isEmpty == true)
        #expect(try await post("\(faces)/verify", Self.probe(Self.vector(1))).status == 409)
        #expect(try await tenant.hr.get(tenant.path + faces).status == 403)
        #expect(try await tenant.auditor.get(tenant.path + faces).status == 403)
    }

    @Test func `nobody has more than ten templates`() async throws {
        for number in 0..<10 {
            let made = try await post(
                "/members/e1/faces", Self.probe(Self.vector(UInt64(number))))
            #expect(made.status == 201)
        }

        let refused = try await post("/members/e1/faces", Self.probe(Self.vector(11)))

        #expect(refused.status == 409 && refused.code == "too-many-faces")
    }

    @Test func `what is no vector is refused`() async throws {
        let path = "/members/e1/faces"
        let zero = [Float](repeating: 0, count: 128)
        let jpeg = "/9j/4AAQSkZJRgABAQAAAQABAAD" + String(repeating: "A", count: 200)
        let cases: [(String, Int, String)] = [
            (Self.probe(zero), 422, "invalid-vector"),
            (Self.probe(Array(Self.vector(1).prefix(127))), 422, "invalid-vector"),
            (Self.probe(Array(Self.vector(1).prefix(10))), 422, "invalid-vector"),
            (#"{"model":"m1","vector":"f32:AAAA"}"#, 422, "invalid-vector"),
            (#"{"model":"m1","vector":"f32:AAA"}"#, 422, "invalid-vector"),
            (#"{"model":"m1","vector":[NaN]}"#, 400, "malformed-json"),
            (#"{"model":"m1","vector":[null,1]}"#, 422, "invalid-vector"),
            (#"{"model":"m1","vector":"\#(jpeg)"}"#, 422, "image-refused"),
            (#"{"model":"m1","vector":"f32:\#(jpeg)"}"#, 422, "image-refused"),
            (#"{"model":"m1","vector":"data:image/jpeg;base64,\#(jpeg)"}"#, 422, "image-refused"),
            (Self.probe(Self.vector(1), model: "m2"), 422, "invalid-body"),
            (#"{"model":"m1"}"#, 422, "invalid-body"),
        ]
        for (body, status, code) in cases {
            for route in [path, path + "/verify"] {
                let answer = try await post(route, body)
                let told = "\(body.prefix(60)) \(answer.text)"
                #expect(answer.status == status && answer.code == code, "\(told)")
            }
        }
        let bytes: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0] + [UInt8](repeating: 7, count: 400)
        let raw = try await tenant.app.send("POST", tenant.path + path, bytes: bytes)
        #expect(raw.status == 415 && raw.code == "image-refused")
        let typed = try await tenant.app.send(
            "POST", tenant.path + path, bytes: bytes, headers: ["Content-Type": "image/jpeg"])
        #expect(typed.status == 415)
    }

    @Test func `check-ins are judged by the face`() async throws {
        try await set(
            policy: #"{"evidence":{"face":"optional"},"face":{"liveness":"preferred"}}"#)
        let none = try await checkIn(Self.vector(1, turned: 0.1))
        #expect(codes(none) == ["face-not-enrolled"])
        _ = try await post("/members/e1/faces", Self.probe(Self.vector(1)))

        let good = try await checkIn(Self.vector(1, turned: 0.3))
        #expect(good.json["decision"]?.text == "accepted" && codes(good) == [])
        let other = try await checkIn(Self.vector(2))
        #expect(other.json["decision"]?.text == "rejected" && codes(other) == ["face-mismatch"])
        let dead = try await checkIn(Self.vector(1, turned: 0.4), liveness: "failed")
        #expect(codes(dead) == ["face-not-live"])
        #expect(codes(try await checkIn(Self.vector(1))) == ["replayed-face"])
        #expect(codes(try await checkIn(Self.vector(1, turned: 0.3))) == ["replayed-face"])
        #expect(codes(try await checkIn(Self.vector(1, turned: 0.302))) == ["replayed-face"])
        let unchecked = try await checkIn(Self.vector(1, turned: 0.5), liveness: "unchecked")
        #expect(codes(unchecked) == [])
        try await set(
            policy: #"{"evidence":{"face":"optional"},"face":{"liveness":"required"}}"#)
        let demanded = try await checkIn(Self.vector(1, turned: 0.2), liveness: "unchecked")
        #expect(codes(demanded) == ["face-not-live"])
        let short = try await checkIn(Array(Self.vector(1).prefix(100)))
        #expect(short.status == 422 && short.code == "invalid-vector")
    }

    @Test func `without consent nothing of a face is taken, and withdrawal destroys all`()
        async throws
    {
        try await set(policy: #"{"face":{"identify":true}}"#)
        try await tenant.addMember("e9", consents: "[]")
        let refused = try await post("/members/e9/faces", Self.probe(Self.vector(9)))
        #expect(refused.status == 403 && refused.code == "consent-required")
        #expect(refused.json["purposes"]?.items.map(\.text) == ["face"])
        #expect(try await post("/members/nobody/faces", Self.probe(Self.vector(9))).status == 404)

        _ = try await post("/members/e1/faces", Self.probe(Self.vector(1)))
        let consent = "\(tenant.path)/members/e1/consents/face"
        #expect(try await tenant.app.send("DELETE", consent).status == 200)
        let verify = "/members/e1/faces/verify"
        #expect(try await post(verify, Self.probe(Self.vector(1))).code == "consent-required")
        let found = try await post("/faces/identify", Self.probe(Self.vector(1)))
        #expect(found.json["candidates"]?.items.isEmpty == true)
        #expect(try await tenant.app.send("PUT", consent, "{}").status == 201)
        let listed = try await tenant.app.get("\(tenant.path)/members/e1/faces")
        #expect(listed.json["items"]?.items.isEmpty == true)
        _ = try await post("/members/e1/faces", Self.probe(Self.vector(3)))
        let again = try await post(verify, Self.probe(Self.vector(3)))
        #expect(again.json["match"] == .bool(true))
    }

    @Test func `templates survive a restart, and no file or log holds a vector`() async throws {
        try await set(policy: #"{"evidence":{"face":"optional"}}"#)
        let vector = Self.vector(77)
        _ = try await post("/members/e1/faces", Self.probe(vector))
        _ = try await checkIn(Self.vector(77, turned: 0.3))
        _ = try await post("/members/e1/faces", Self.probe(Array(vector.prefix(100))))
        server.killHard()

        for turned in [vector, Self.vector(77, turned: 0.3)] {
            let part = turned[10..<14]
            let bits = part.flatMap {
                withUnsafeBytes(of: $0.bitPattern.littleEndian) { [UInt8]($0) }
            }
            try Canary.expectAbsent(bits, in: server)
            try Canary.expectAbsent(Array("\(turned[20])".utf8), in: server)
        }
        let next = try RunningServer(data: server.data)
        defer { withExtendedLifetime((server, next)) {} }
        let app = Client(next.url, key: tenant.app.key)
        let verified = try await app.send(
            "POST", "\(tenant.path)/members/e1/faces/verify", Self.probe(vector))
        #expect(verified.json["match"] == .bool(true))
    }
}
