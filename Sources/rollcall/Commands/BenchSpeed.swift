import ArgumentParser

/// One round of the benchmark of places, to be held against other programs.
struct BenchPlaces: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "places",
        abstract: "Time judgements of positions: lines of a name and nanoseconds.",
        discussion: "`deploy/bench places` runs it in turns with raw GEOS and Shapely.")

    @Option(help: "Instead ask so many organizations of 1,000 fences, each once.") var crowd: Int?

    func validate() throws {
        guard crowd.map((1...100_000).contains) ?? true else {
            throw ValidationError("--crowd 1…100000")
        }
    }

    func run() async throws {
        let figures =
            if let crowd {
                try await PlacesCrowd(organizations: crowd).figures()
            } else { try PlacesBench.round() }
        for figure in figures { Terminal.write("\(figure.name) \(figure.value)") }
    }
}

/// The search for a face, held against the memory of the machine.
struct BenchFaces: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "faces",
        abstract: "Time the search for a face among many, beside reading the vectors.",
        discussion: "`deploy/bench faces` runs it in turns with faiss.")

    @Option(help: "Templates.") var rows = 100_000
    @Option(help: "Numbers of a vector.") var dimension = 512
    @Option(help: "Rounds of the table.") var rounds = 15
    @Flag(help: "Answer lines that name a row: float, int8, read, readCodes, recall N.")
    var serve = false

    func validate() throws {
        guard (1...1_000_000).contains(rows), (64...1_024).contains(dimension),
            (1...1_000).contains(rounds)
        else { throw ValidationError("--rows 1…1000000, --dimension 64…1024, --rounds 1…1000") }
    }

    func run() throws {
        var bench = try FacesBench(rows: rows, dimension: dimension)
        guard serve else {
            for line in try bench.table(rounds: rounds) { Terminal.write(line) }
            return
        }
        Terminal.write("ready")
        while let line = readLine() { Terminal.write(try bench.answer(line) ?? "?") }
    }
}

/// Matching a list of apps.
struct BenchApps: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apps", abstract: "Time a list of 2,000 apps against the blocklist.")

    @Option(help: "Lists.") var rounds = 201

    func validate() throws {
        guard (1...10_000).contains(rounds) else { throw ValidationError("--rounds 1…10000") }
    }

    func run() throws {
        for line in try AppsBench.lines(rounds: rounds) { Terminal.write(line) }
    }
}
