import Foundation
import Testing

@testable import Reports

@Suite(.serialized)
struct TemporaryFileTests {
    @Test func `no file has a name, neither while a report is written nor afterwards`() throws {
        try Tool.withFolder { folder in
            let report = try XLSXReport(.names, temporaryFolder: folder.path)
            for day in try Sample.month() { try report.append(Sample.row(day)) }
            #expect(try Self.names(folder).isEmpty)

            let file = try report.finish()

            #expect(try Self.names(folder).isEmpty)
            #expect(try file.chunk(at: 0, count: 4) == Array("PK\u{3}\u{4}".utf8))
        }
    }

    @Test func `a report that is let go closes every file it opened`() throws {
        try Tool.withFolder { folder in
            do {
                let report = try XLSXReport(.names, temporaryFolder: folder.path)
                try report.append(Sample.row(try Sample.lateDay()))
                let count = try withExtendedLifetime(report) { try OpenFiles.count(in: folder) }
                #expect(count == 3)
            }

            #expect(try OpenFiles.count(in: folder) == 0)
        }
    }

    @Test func `a finished report holds one file, and none when it is let go`() throws {
        try Tool.withFolder { folder in
            do {
                let report = try XLSXReport(.names, temporaryFolder: folder.path)
                try report.append(Sample.row(try Sample.lateDay()))
                let file = try report.finish()
                let count = try withExtendedLifetime(report) { try OpenFiles.count(in: folder) }
                #expect(count == 2)
                #expect(file.size > 4_000)
            }

            #expect(try OpenFiles.count(in: folder) == 0)
        }
    }

    @Test func `a folder that is not there is an error that says so`() {
        #expect(throws: ReportError.temporaryFile(during: .create, code: ENOENT)) {
            try XLSXReport(.names, temporaryFolder: "/nowhere/at/all")
        }
    }

    @Test func `nothing can be added to a finished report`() throws {
        let report = try XLSXReport(.names)
        _ = try report.finish()

        #expect(throws: ReportError.finished) { try report.append(Sample.row(Sample.lateDay())) }
        #expect(throws: ReportError.finished) { try report.finish() }
    }

    @Test func `a sheet that lost rows on its way is an error`() throws {
        let report = try XLSXReport(.names)
        for day in try Sample.month() { try report.append(Sample.row(day)) }
        let check = PackageCheck(try report.finish())

        try check.check(["days", "totals"], hold: [20_000, 1_000])

        #expect(throws: ReportError.incomplete(sheet: "days")) {
            try check.check(["days", "totals"], hold: [200_000, 1_000])
        }
        #expect(throws: ReportError.incomplete(sheet: "more")) {
            try check.check(["days", "totals", "more"], hold: [0, 0, 0])
        }
    }

    @Test func `only the owner may read the file`() throws {
        let file = try UnnamedFile(in: NSTemporaryDirectory())
        var status = stat()

        #expect(fstat(file.descriptor, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        #expect(status.st_nlink == 0)
        #expect(fcntl(file.descriptor, F_GETFD) & FD_CLOEXEC != 0)
    }

    @Test func `the chunks are the file, in order and without a gap`() async throws {
        let report = try XLSXReport(.names)
        for _ in 0..<40 {
            for day in try Sample.month() { try report.append(Sample.row(day)) }
        }
        let file = try report.finish()

        var bytes: [UInt8] = []
        var sizes: [Int] = []
        for try await chunk in file {
            bytes += chunk
            sizes.append(chunk.count)
        }

        #expect(bytes == Array(try OpenedWorkbook.bytes(file)))
        #expect(bytes.count == file.size)
        #expect(sizes.dropLast().allSatisfy { $0 == ReportFile.chunkBytes })
        #expect(try file.chunk(at: file.size).isEmpty)
        #expect(try file.chunk(at: file.size + 100).isEmpty)
    }

    private static func names(_ folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
    }
}
