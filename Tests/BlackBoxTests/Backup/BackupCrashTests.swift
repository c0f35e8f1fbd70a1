import Foundation
import JSON
import Testing

/// Servers that die while they make a backup.
struct BackupCrashTests {
    @Test func `a server that dies in a backup leaves nothing open and the backup before it`()
        async throws
    {
        let data = FileManager.default.temporaryDirectory
            .appending(path: "rollcall-\(UUID().uuidString)")
        defer {
            try? FileManager.default.removeItem(at: data)
            try? FileManager.default.removeItem(at: data.appendingPathExtension("log"))
        }
        var server = try RunningServer(data: data)
        let acme = try await Tenant(server)
        let folder = try BackupFolder(of: server)
        let backups = data.appending(path: "backups")
        #expect(try folder.make(to: backups).status == 0)

        for round in 0..<6 {
            let owner = Client(server.url, key: RunningServer.operatorKey)
            #expect(try await owner.send("POST", "/v1/backup").status == 202)
            // Some die before the copy is there, some after it.
            for _ in 0..<round { _ = try await owner.get("/v1/backup") }
            server.killHard()
            server = try RunningServer(data: data)

            let left = try FileManager.default.contentsOfDirectory(atPath: data.path)
            #expect(!left.contains("backup.draft"))
            let target = folder.target("restored-\(round)")
            let run = try folder.restore(from: backups, to: target)
            #expect(run.status == 0, "\(run.errors)")
        }
        #expect(try folder.make(to: backups).status == 0)
        let run = try folder.restore(from: backups, to: folder.target("last"))
        #expect(run.status == 0, "\(run.errors)")
        #expect(try await Client(server.url, key: acme.admin.key).get(acme.path).status == 200)
        #expect(server.stop() == 0)
    }
}
