import Foundation
import Testing

@testable import Sealing

struct RootKeyFileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test
    func `a root key is made once, for its owner only, and read back`() throws {
        let path = folder.path("root.key")

        let made = try RootKeyFile.loadOrCreate(path: path)

        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try RootKeyFile.load(path: path) == made)
        #expect(try RootKeyFile.loadOrCreate(path: path) == made)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 1)
    }

    @Test
    func `a root key is never overwritten`() throws {
        let path = folder.path("root.key")
        let made = try RootKeyFile.create(path: path)

        #expect(throws: RootKeyError.exists) { try RootKeyFile.create(path: path) }
        #expect(try RootKeyFile.load(path: path) == made)
    }

    @Test
    func `of many that make it at once all get the same key`() async throws {
        let path = folder.path("root.key")

        let keys = try await withThrowingTaskGroup(of: Secret.self) { group in
            for _ in 0..<16 { group.addTask { try RootKeyFile.loadOrCreate(path: path) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(keys.allSatisfy { $0 == keys[0] })
    }

    @Test(arguments: [0o640, 0o604, 0o644, 0o660, 0o610, 0o601, 0o700, 0o4600, 0o666])
    func `a file that others may use is refused`(mode: Int) throws {
        let path = folder.path("root.key")
        _ = try RootKeyFile.create(path: path)

        #expect(chmod(path, mode_t(mode)) == 0)

        #expect(throws: RootKeyError.openToOthers(mode: UInt32(mode))) {
            try RootKeyFile.load(path: path)
        }
    }

    @Test(arguments: [0, 31, 33, 64])
    func `a file of another length is refused`(count: Int) throws {
        let path = folder.path("root.key")
        try Data(repeating: 1, count: count).write(to: URL(filePath: path))

        #expect(chmod(path, 0o600) == 0)

        #expect(throws: RootKeyError.wrongLength(count, expected: 32)) {
            try RootKeyFile.load(path: path)
        }
    }

    @Test
    func `a link, a folder, a pipe and nothing are refused`() throws {
        let path = folder.path("root.key")
        _ = try RootKeyFile.create(path: path)
        let link = folder.path("link")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        let pipe = folder.path("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)

        #expect(throws: RootKeyError.notRegular) { try RootKeyFile.load(path: link) }
        #expect(throws: RootKeyError.notRegular) { try RootKeyFile.load(path: pipe) }
        #expect(throws: RootKeyError.notRegular) { try RootKeyFile.load(path: folder.url.path) }
        #expect(throws: RootKeyError.absent) { try RootKeyFile.load(path: folder.path("none")) }
        #expect(throws: RootKeyError.exists) { try RootKeyFile.create(path: link) }
        #expect(throws: RootKeyError.unavailable(errno: ENOENT)) {
            try RootKeyFile.create(path: folder.path("none/root.key"))
        }
    }

    @Test(arguments: [0, 31, 32, 33, 100])
    func `a descriptor gives the key when it holds exactly one`(count: Int) throws {
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: Data(repeating: 7, count: count))
        try pipe.fileHandleForWriting.close()
        let descriptor = pipe.fileHandleForReading.fileDescriptor

        if count == 32 {
            #expect(try RootKeyFile.read(descriptor: descriptor) == Sample.secret(of: 7))
        } else {
            #expect(throws: RootKeyError.wrongLength(min(count, 33), expected: 32)) {
                try RootKeyFile.read(descriptor: descriptor)
            }
        }
    }
}
