import Foundation
import JSON
import Testing

/// What an export holds of a person, held against what was told to the server.
struct ExportTests {
    private let server: RunningServer
    private let acme: Tenant
    private let member: String

    init() async throws {
        server = try RunningServer()
        acme = try await Tenant(server)
        member = "\(acme.path)/members/e1"
    }

    /// Leaves a trace in every category.
    private func fill() async throws {
        func send(_ method: String, _ path: String, _ body: String) async throws {
            let answer = try await acme.admin.send(method, path, body)
            #expect(answer.status < 300, "\(path): \(answer.text)")
        }
        try await send(
            "PUT", member, #"{"name":"=1+1","department":"Sales, \"East\"","consents":["face"]}"#)
        let posted = try await acme.app.send(
            "POST", "\(acme.path)/check-ins",
            Tenant.checkIn(
                latitude: 31.2951,
                more: #","note":"@note","device":{"id":"phone-1","platform":"ios"}"#))
        let id = try #require(posted.json["id"]?.text)
        try await send(
            "POST", "\(acme.path)/check-ins/\(id)/review",
            #"{"decision":"accepted","reason":"seen"}"#)
        try await send(
            "POST", "\(acme.path)/check-ins/\(id)/disputes", #"{"reason":"I was there"}"#)
        try await send("POST", "\(member)/requests", #"{"kind":"access"}"#)
        try await send(
            "PUT", "\(acme.path)/face-models/m1",
            #"{"dimension":64,"metric":"cosine","threshold":0.6,"identifyThreshold":0.7}"#)
        let vector = (1...64).map { "\(Double($0) / 100)" }.joined(separator: ",")
        try await send("POST", "\(member)/faces", #"{"model":"m1","vector":[\#(vector)]}"#)
        try await send(
            "PUT", "\(acme.path)/shifts/day",
            #"{"name":"Day","slots":[{"start":"09:00","end":"18:00"}]}"#)
        try await send(
            "PUT", "\(acme.path)/groups/team",
            #"{"name":"Team","members":["e1"],"schedule":{"kind":"roster"}}"#)
        try await send("PUT", "\(acme.path)/roster/e1/2026-11-20", #"{"shifts":["day"]}"#)
        try await SigningDevice().register(acme)
        try await send(
            "PUT", "\(acme.path)/approvals/a1",
            #"{"member":"e1","kind":"leave","from":"2026-11-16","to":"2026-11-16"}"#)
    }

    private static let categories = [
        "consents", "checkIns", "workdays", "approvals", "roster", "reviews", "disputes",
        "requests", "faces", "devices", "registeredDevices", "evidence", "groups", "disclosures",
        "audit",
    ]

    /// The name of a category's file: `checkIns` stands in `check-ins.csv`.
    private static func file(of category: String) -> String {
        category.reduce(into: "") { $0 += $1.isUppercase ? "-\($1.lowercased())" : String($1) }
    }

    @Test func `every category that is kept stands in the export`() async throws {
        try await acme.addMember("somebody-else")
        try await fill()

        let export = try await acme.admin.get("\(member)/export")

        #expect(export.status == 200)
        #expect(export.headers["cache-control"] == "no-store")
        for category in Self.categories {
            #expect(export.json[category]?.items.isEmpty == false, "\(category)")
        }
        let checkIn = export.json["checkIns"]?.items.first
        #expect(checkIn?["position"]?["latitude"]?.number == 31.2951)
        #expect(checkIn?["findings"]?.items.isEmpty == false)
        #expect(export.json["member"]?["name"]?.text == "=1+1")
        #expect(export.json["faces"]?.items.first?["vector"] == nil)
        #expect(!export.text.contains("phone-1"))
        #expect(!export.text.contains("somebody-else"))
    }

    @Test func `an archive holds the same rows as CSV without formulas`() async throws {
        try await fill()

        let json = try await acme.admin.get("\(member)/export").json
        let zip = try await acme.admin.get(
            "\(member)/export?bom=true", headers: ["Accept": "application/zip"])
        let files = try Self.unzip(zip.bytes)

        #expect(zip.headers["content-type"] == "application/zip")
        // Beside the categories: whose it is, and motions and holds, which this person has none of.
        #expect(files.count == Self.categories.count + 3)
        #expect(files["motions.csv"] == "\u{FEFF}checkIn,endedAt\r\n")
        for category in Self.categories
        where !["workdays", "audit", "disclosures"].contains(category) {
            let name = Self.file(of: category)
            let lines = files["\(name).csv"]?.components(separatedBy: "\r\n").filter { !$0.isEmpty }
            #expect(lines?.count == (json[category]?.items.count ?? 0) + 1, "\(category)")
        }
        for category in Self.categories {
            let name = Self.file(of: category)
            let header = files["\(name).csv"]?.dropFirst().prefix { $0 != "\r\n" } ?? ""
            let columns = Set(header.split(separator: ",").map { $0.prefix { $0 != "." } })
            guard case .object(let members)? = json[category]?.items.first else { continue }
            for member in members.map(\.name) where member != "member" {
                #expect(columns.contains(member[...]), "\(category).\(member)")
            }
        }
        #expect(files["person.csv"]?.hasPrefix("\u{FEFF}generatedAt,") == true)
        #expect(files["person.csv"]?.contains(",'=1+1,\"Sales, \"\"East\"\"\",") == true)
        #expect(files["check-ins.csv"]?.contains(",'@note,") == true)
    }

    @Test func `nobody but an admin exports, and nobody but a member is exported`() async throws {
        let nobody = try await acme.admin.get("\(acme.path)/members/nobody/export")
        let hr = try await acme.hr.get("\(member)/export")
        let auditor = try await acme.auditor.get("\(member)/export")

        #expect(nobody.code == "unknown-person")
        #expect(hr.code == "forbidden")
        #expect(auditor.code == "forbidden")
    }

    /// The files of an archive as another program reads them.
    static func unzip(_ bytes: [UInt8]) throws -> [String: String] {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "export-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let archive = folder.appending(path: "archive.zip")
        try Data(bytes).write(to: archive)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c",
            "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); "
                + "assert z.testzip() is None; z.extractall(sys.argv[2])",
            archive.path, folder.appending(path: "files").path,
        ]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Fault.archive }
        let files = try FileManager.default.contentsOfDirectory(
            at: folder.appending(path: "files"), includingPropertiesForKeys: nil)
        return try files.reduce(into: [:]) { texts, file in
            texts[file.lastPathComponent] = String(
                decoding: try Data(contentsOf: file), as: UTF8.self)
        }
    }

    private enum Fault: Error { case archive }
}
