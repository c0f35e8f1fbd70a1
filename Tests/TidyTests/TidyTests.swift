import Foundation
import Material
import Testing

/// What a machine can check of how the sources read.
struct TidyTests {
    private static let sources = SourceFile.all(below: "Sources")
    private static let tests = SourceFile.all(below: "Tests")

    @Test func `no file is longer than 400 lines`() {
        for file in Self.sources + Self.tests {
            #expect(file.lines.count <= 400, "\(file.path) has \(file.lines.count) lines")
        }
    }

    @Test func `no line is longer than 100 characters, comments 120`() {
        for file in Self.sources + Self.tests {
            for (number, line) in file.lines.enumerated() {
                let isProse = line.contains("//") || line.contains("\"")
                #expect(line.count <= (isProse ? 120 : 100), "\(file.path):\(number + 1)")
            }
        }
    }

    /// Exhaustive switches of sentences: to split them would lose the compiler's check.
    private static let tables = ["MessagesEnglish.swift", "MessagesChinese.swift"]

    @Test func `no function is longer than 70 lines`() {
        for file in Self.sources where !Self.tables.contains(where: file.path.hasSuffix) {
            for (start, length) in file.functions where length > 70 {
                Issue.record("\(file.path):\(start) runs for \(length) lines")
            }
        }
    }

    @Test(arguments: [
        #"\btry!"#, #"\bfatalError\("#, #"\bTODO\b"#, #"\bFIXME\b"#, #"(?<![.\w])print\("#,
        #"// MARK"#,
    ])
    func `banned words stay out of the sources`(word: String) throws {
        let banned = try NSRegularExpression(pattern: word)
        for file in Self.sources {
            for (number, line) in file.lines.enumerated() {
                let range = NSRange(line.startIndex..., in: line)
                let hit = banned.firstMatch(in: line, range: range)
                #expect(hit == nil, "\(file.path):\(number + 1)")
            }
        }
    }

    @Test(arguments: ModuleImports.allowed.keys.sorted())
    func `a module imports only what lies below it`(module: String) {
        let allowed = ModuleImports.allowed[module] ?? []
        for file in Self.sources where file.path.hasPrefix("Sources/\(module)/") {
            for name in file.imports {
                #expect(allowed.contains(name), "\(file.path) imports \(name)")
            }
        }
    }

    @Test func `every module has its place in the table of imports`() throws {
        let modules = Set(
            Self.sources.compactMap { $0.path.split(separator: "/").dropFirst().first }
        )
        .map(String.init)
        #expect(Set(modules) == Set(ModuleImports.allowed.keys))
    }

    @Test func `each C library has one importer`() {
        for library in ["CGEOS", "COpenSSL", "CFaceKernel", "CXLSXWriter", "GRDB", "GRDBSQLite"] {
            let importers = Set(
                Self.sources.filter { $0.imports.contains(library) }
                    .compactMap { $0.path.split(separator: "/").dropFirst().first })
            #expect(importers.count == 1, "\(library): \(importers)")
        }
    }
}

/// What each module may import; the table of ARCHITECTURE.md.
enum ModuleImports {
    private static let system: Set = [
        "Foundation", "Dispatch", "Glibc", "Darwin", "Synchronization",
    ]
    private static let server: Set = [
        "Hummingbird", "HummingbirdCore", "HTTPTypes", "NIOCore", "NIOHTTP1", "NIOSSL",
        "NIOHTTPTypes",
        "ServiceLifecycle", "Logging", "Metrics", "CoreMetrics",
    ]

    static let allowed: [String: Set<String>] = [
        "JSON": system, "Timekeeping": system, "Motion": system, "Apps": system,
        "Faces": system.union(["CFaceKernel"]),
        "Geometry": system.union(["CGEOS"]),
        "Sealing": system.union(["COpenSSL"]),
        "Attendance": system.union(["Timekeeping", "Faces", "Apps"]),
        "Simulation": system.union(["Attendance", "Motion"]),
        "Reports": system.union(["Timekeeping", "JSON", "CXLSXWriter"]),
        "Screening": system.union([
            "Attendance", "Timekeeping", "Geometry", "Motion", "Faces", "Apps", "Sealing",
        ]),
        "Storage": system.union([
            "Attendance", "Timekeeping", "Sealing", "Faces", "Apps", "JSON", "GRDB", "GRDBSQLite",
        ]),
        "Web": system.union(server).union([
            "Attendance", "Timekeeping", "Reports", "Sealing", "Faces", "Apps", "JSON",
        ]),
        "rollcall": system.union(server).union([
            "Attendance", "Timekeeping", "Geometry", "Motion", "Faces", "Apps", "Sealing",
            "Screening",
            "Storage",
            "Simulation", "Reports", "Web", "JSON", "ArgumentParser", "UnixSignals", "Yams",
            "FoundationNetworking",
        ]),
    ]
}
