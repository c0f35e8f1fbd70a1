// swift-tools-version: 6.2
import PackageDescription

/// Every target is held to the same rules.
let house: [SwiftSetting] = [
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
    .treatAllWarnings(as: .error),
]

let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let lifecycle = Target.Dependency.product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")

let package = Package(
    name: "rollcall",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "rollcall", targets: ["rollcall"])],
    dependencies: [
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // 1: pure, and the wrappers of one C library each.
        .target(name: "JSON", swiftSettings: house),
        .target(
            name: "Timekeeping",
            swiftSettings: house),
        .systemLibrary(name: "CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"])]),
        .target(name: "Geometry", dependencies: ["CGEOS"], swiftSettings: house),
        .systemLibrary(
            name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "Sealing", dependencies: ["COpenSSL"], swiftSettings: house),

        // 2: what a check-in is.
        .target(name: "Attendance", dependencies: ["Timekeeping"], swiftSettings: house),

        // 3: how it is measured, kept and spoken of.
        .target(
            name: "Screening", dependencies: ["Attendance", "Timekeeping", "Geometry"],
            swiftSettings: house),
        .target(
            name: "Storage",
            dependencies: ["Attendance", "Timekeeping", "Sealing", grdb],
            swiftSettings: house),
        .target(
            name: "Web",
            dependencies: [
                "Attendance", "Timekeeping", "Sealing", "JSON", hummingbird, lifecycle, logging,
                metrics,
            ],
            swiftSettings: house),

        // 4: settings, assembly, commands.
        .executableTarget(
            name: "rollcall",
            dependencies: [
                "Attendance", "Timekeeping", "Geometry", "Sealing", "Screening", "Storage", "Web",
                "JSON", hummingbird, lifecycle, logging, metrics, arguments,
            ],
            swiftSettings: house),

        .target(name: "Material", path: "Tests/Material", swiftSettings: house),
    ],
    swiftLanguageModes: [.v6]
)
