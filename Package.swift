// swift-tools-version: 6.2
import PackageDescription

/// Every target is held to the same rules.
let house: [SwiftSetting] = [
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
    .treatAllWarnings(as: .error),
]

let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let lifecycle = Target.Dependency.product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(
    name: "UnixSignals", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let coreMetrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "rollcall",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "rollcall", targets: ["rollcall"])],
    dependencies: [
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // 1: pure, and the wrappers of one C library each.
        .target(name: "JSON", swiftSettings: house),
        .target(
            name: "Timekeeping", resources: [.embedInCode("Resources")], swiftSettings: house),
        .target(name: "Motion", swiftSettings: house),
        .target(name: "CFaceKernel"),
        .target(name: "Faces", dependencies: ["CFaceKernel"], swiftSettings: house),
        .target(
            name: "Apps", resources: [.embedInCode("Resources")], swiftSettings: house),
        .systemLibrary(name: "CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"])]),
        .target(name: "Geometry", dependencies: ["CGEOS"], swiftSettings: house),
        .systemLibrary(
            name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "Sealing", dependencies: ["COpenSSL"], swiftSettings: house),

        // 2: what a check-in is; what phones would send.
        .target(
            name: "Attendance", dependencies: ["Timekeeping", "Faces", "Apps"],
            swiftSettings: house),
        .systemLibrary(
            name: "CXLSXWriter", pkgConfig: "xlsxwriter",
            providers: [.apt(["libxlsxwriter-dev"])]),
        .target(
            name: "Reports", dependencies: ["Timekeeping", "CXLSXWriter"], swiftSettings: house),

        // 3: how it is measured, kept, spoken of and tried out.
        .target(
            name: "Simulation", dependencies: ["Attendance", "Motion"], swiftSettings: house),
        .target(
            name: "Screening",
            dependencies: [
                "Attendance", "Timekeeping", "Geometry", "Motion", "Faces", "Apps",
            ],
            swiftSettings: house),
        .target(
            name: "Storage",
            dependencies: [
                "Attendance", "Timekeeping", "Sealing", "Faces", "Apps", "JSON", grdb, sqlite,
            ],
            swiftSettings: house),
        .target(
            name: "Web",
            dependencies: [
                "Attendance", "Timekeeping", "Reports", "Sealing", "Faces", "Apps", "JSON",
                hummingbird, hummingbirdCore, httpTypes, nioCore, nioHTTP1, nioSSL, nioHTTPTypes,
                lifecycle, logging, metrics, coreMetrics,
            ],
            resources: [.embedInCode("Resources")],
            swiftSettings: house),

        // 4: settings, assembly, commands.
        .executableTarget(
            name: "rollcall",
            dependencies: [
                "Attendance", "Timekeeping", "Geometry", "Motion", "Faces", "Apps", "Sealing",
                "Screening",
                "Storage", "Simulation", "Reports", "Web", "JSON", lifecycle, signals, logging,
                metrics, arguments, yams,
            ],
            swiftSettings: house),

        // What tests share, and the tests.
        .target(name: "Material", path: "Tests/Material", swiftSettings: house),
        .testTarget(
            name: "JSONTests", dependencies: ["JSON", "Material"], swiftSettings: house),
        .testTarget(
            name: "TimekeepingTests", dependencies: ["Timekeeping", "Web", "JSON", "Material"],
            swiftSettings: house),
        .testTarget(
            name: "MotionTests", dependencies: ["Motion", "Simulation", "Material"],
            swiftSettings: house),
        .testTarget(
            name: "SimulationTests",
            dependencies: ["Simulation", "Attendance", "Motion", "Material"],
            swiftSettings: house),
        .testTarget(
            name: "FacesTests", dependencies: ["Faces", "Material"], swiftSettings: house),
        .testTarget(name: "AppsTests", dependencies: ["Apps", "Material"], swiftSettings: house),
        .testTarget(
            name: "GeometryTests", dependencies: ["Geometry", "CGEOS", "Material"],
            swiftSettings: house),
        .testTarget(
            name: "SealingTests", dependencies: ["Sealing", "Material"], swiftSettings: house),
        .testTarget(
            name: "ReportsTests", dependencies: ["Reports", "Timekeeping", "Material"],
            swiftSettings: house),
        .testTarget(
            name: "AttendanceTests", dependencies: ["Attendance", "Timekeeping", "Faces", "Apps"],
            swiftSettings: house),
        .testTarget(
            name: "ScreeningTests",
            dependencies: [
                "Screening", "Attendance", "Timekeeping", "Geometry", "Motion", "Faces", "Apps",
                "Material",
            ],
            swiftSettings: house),
        .testTarget(
            name: "StorageTests",
            dependencies: [
                "Storage", "Attendance", "Timekeeping", "Sealing", "Faces", "Apps", "Material",
                grdb,
            ],
            swiftSettings: house),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "Attendance", "Timekeeping", "Screening", "Sealing", "Storage", "JSON",
                "Material", httpTypes, nioCore, yams,
            ],
            swiftSettings: house),
        .testTarget(
            name: "BlackBoxTests",
            dependencies: [
                "rollcall", "JSON", "Sealing", "Motion", "Simulation", "Material", yams,
            ],
            swiftSettings: house),
        .testTarget(name: "TidyTests", dependencies: ["Material"], swiftSettings: house),
    ],
    swiftLanguageModes: [.v6]
)
