import ArgumentParser

/// The benchmarks that need no running server.
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure detection and speed without a server.",
        subcommands: [
            BenchFraud.self, BenchMotion.self, BenchPlaces.self, BenchFaces.self, BenchApps.self,
        ])
}
