import Foundation
import JSON
import Material
import Testing

/// Real vectors through the API, held against answers that independent libraries computed.
@Suite(.enabled(if: Material.recordings != nil, "needs ../shared/data"))
struct RealFacesTests {
    private let server: RunningServer
    private let tenant: Tenant
    private let vectors: [String: String]

    init() async throws {
        server = try RunningServer()
        tenant = try await Tenant(server)
        let file = try #require(Material.recordings).appending(path: "faces/vectors.csv")
        var vectors: [String: String] = [:]
        let text = try String(contentsOf: file, encoding: .utf8)
        for line in text.split(whereSeparator: \.isNewline).dropFirst() {
            let cells = line.split(separator: ",")
            vectors["\(cells[0]).\(cells[1])"] = cells[4...].joined(separator: ",")
        }
        self.vectors = vectors
        for metric in ["euclidean", "cosine"] {
            let threshold = metric == "cosine" ? 0.9 : 0.6
            let made = try await tenant.admin.send(
                "PUT", "\(tenant.path)/face-models/\(metric)",
                """
                {"dimension":128,"metric":"\(metric)","threshold":\(threshold),
                "identifyThreshold":\(metric == "cosine" ? -1 : 10)}
                """)
            #expect(made.status == 201)
        }
        _ = try await tenant.admin.send(
            "PUT", "\(tenant.path)/policy", #"{"face":{"identify":true}}"#)
    }

    private func json(_ name: String) throws -> JSONValue {
        let file = try #require(Material.recordings).appending(path: "faces/\(name)")
        return try JSONValue([UInt8](Data(contentsOf: file)))
    }

    private func name(_ pair: JSONValue?) -> String {
        let parts = pair?.items ?? []
        guard parts.count == 2, let sample = parts[1].number else { return "?" }
        return "\(parts[0].text ?? "?").\(Int(sample))"
    }

    private func probe(_ name: String, _ metric: String, limit: Int? = nil) throws -> String {
        let vector = try #require(vectors[name])
        let more = limit.map { ",\"limit\":\($0)" } ?? ""
        return #"{"model":"\#(metric)","vector":[\#(vector)]\#(more)}"#
    }

    @Test func `scores of a thousand real pairs are the reference's`() async throws {
        let pairs = try json("pairs.json").items
        var enrolled: Set<String> = []

        #expect(pairs.count == 1_000)
        for pair in pairs {
            let (one, other) = (name(pair["a"]), name(pair["b"]))
            if enrolled.insert(one).inserted {
                try await tenant.addMember(one, consents: #"["face"]"#)
                for metric in ["euclidean", "cosine"] {
                    let made = try await tenant.app.send(
                        "POST", "\(tenant.path)/members/\(one)/faces", probe(one, metric))
                    #expect(made.status == 201)
                }
            }
            for metric in ["euclidean", "cosine"] {
                let answer = try await tenant.app.send(
                    "POST", "\(tenant.path)/members/\(one)/faces/verify", probe(other, metric))
                let score = try #require(answer.json["score"]?.number)
                let expected = try #require(pair[metric]?.number)
                #expect(abs(score - expected) < 1e-5)
                let isMatch = metric == "cosine" ? expected >= 0.9 : expected <= 0.6
                #expect(answer.json["match"] == .bool(isMatch))
            }
        }
        withExtendedLifetime(server) {}
    }

    @Test func `the first three of every real search are the reference's`() async throws {
        let file = try json("identification.json")
        for entry in file["gallery"]?.items ?? [] {
            let person = try #require(entry.items.first?.text)
            try await tenant.addMember(person, consents: #"["face"]"#)
            let made = try await tenant.app.send(
                "POST", "\(tenant.path)/members/\(person)/faces",
                probe(name(entry), "euclidean"))
            #expect(made.status == 201)
        }
        let trials = file["trials"]?.items ?? []

        #expect(trials.count == 223)
        for trial in trials {
            let sample = Int(try #require(trial["sample"]?.number))
            let probe = try probe("\(trial["probe"]?.text ?? "?").\(sample)", "euclidean", limit: 3)
            let answer = try await tenant.app.send("POST", "\(tenant.path)/faces/identify", probe)
            let found = answer.json["candidates"]?.items ?? []
            let expected = trial["top3"]?.items.map(\.items) ?? []
            #expect(found.map { $0["member"]?.text } == expected.map { $0[0].text })
            for (candidate, wanted) in zip(found, expected) {
                let score = try #require(candidate["score"]?.number)
                #expect(abs(score - (wanted[1].number ?? 0)) < 1e-5)
            }
        }
        withExtendedLifetime(server) {}
    }

    @Test(arguments: ["euclidean", "cosine"])
    func `error rates over all pairs are the reference's`(metric: String) async throws {
        let names = vectors.keys.sorted()
        // A search tells a hundred members at most: three models hold all of them.
        let shares = stride(from: 0, to: names.count, by: 100).map { $0 / 100 }
        for share in shares {
            let made = try await tenant.admin.send(
                "PUT", "\(tenant.path)/face-models/all-\(share)",
                """
                {"dimension":128,"metric":"\(metric)","threshold":\(metric == "cosine" ? -1 : 10)}
                """)
            #expect(made.status == 201)
        }
        for (place, name) in names.enumerated() {
            try await tenant.addMember(name, consents: #"["face"]"#)
            let made = try await tenant.app.send(
                "POST", "\(tenant.path)/members/\(name)/faces",
                try probe(name, "all-\(place / 100)"))
            #expect(made.status == 201)
        }
        var (genuine, impostor): ([Double], [Double]) = ([], [])
        for name in names {
            for share in shares {
                let answer = try await tenant.app.send(
                    "POST", "\(tenant.path)/faces/identify",
                    try probe(name, "all-\(share)", limit: 100))
                for candidate in answer.json["candidates"]?.items ?? [] {
                    guard let other = candidate["member"]?.text, other < name,
                        let score = candidate["score"]?.number
                    else { continue }
                    let isSame = other.prefix { $0 != "." } == name.prefix { $0 != "." }
                    if isSame { genuine.append(score) } else { impostor.append(score) }
                }
            }
        }
        let rates = try #require(try json("roc.json")["this_half"])
        func share(_ scores: [Double], _ matches: (Double) -> Bool) -> Double {
            Double(scores.count(where: matches)) / Double(scores.count)
        }

        #expect(genuine.count == rates["genuine_pairs"]?.number.map { Int($0) })
        #expect(impostor.count == rates["impostor_pairs"]?.number.map { Int($0) })
        for row in rates[metric]?.items ?? [] {
            let threshold = try #require(row["threshold"]?.number)
            let matches = { metric == "cosine" ? $0 >= threshold : $0 <= threshold }
            let far = try #require(row["far"]?.number)
            let frr = try #require(row["frr"]?.number)
            #expect(abs(share(impostor, matches) - far) < 1e-6)
            #expect(abs(1 - share(genuine, matches) - frr) < 1e-6)
        }
        withExtendedLifetime(server) {}
    }
}
