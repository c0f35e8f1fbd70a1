import ArgumentParser
import Foundation
import Simulation

/// Composes attacks on honest windows and reports how many are found at what price.
struct BenchFraud: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fraud",
        abstract: "Judge composed attacks: ROC area, detection at 1 % and 0.1 % false positives.",
        discussion: """
            Without --recordings the honest windows are those of generated people, the same each \
            time; with it, those of a folder of recorded phones. Surveyed scans of access points \
            (--scans, or wifi/lc_scans_with_position.csv beside the recordings) take the place of \
            generated ones.
            """)

    @Option(help: "A folder of recordings in place of generated people.") var recordings: String?
    @Option(help: "A CSV file of surveyed scans.") var scans: String?
    @Option(help: "Generated people.") var people = 40
    @Option(help: "Windows of each generated person.") var windows = 8
    @Option(help: "Seconds of the windows, separated by commas.") var seconds = "5,10,20,30"
    @Option(help: "A file to write the report to as JSON.") var json: String?
    @Option(help: "A file to write the operating curves to as SVG.") var svg: String?

    func validate() throws {
        guard (1...1_000).contains(people), (1...100).contains(windows), !lengths.isEmpty else {
            throw ValidationError("--people 1…1000, --windows 1…100, --seconds such as 10,20")
        }
    }

    func run() async throws {
        let report = try evaluation.report()
        Terminal.write(report.text)
        if let json { try report.json.write(to: URL(filePath: json)) }
        if let svg { try Data(report.svg.utf8).write(to: URL(filePath: svg)) }
    }

    private var lengths: [Double] {
        seconds.split(separator: ",").compactMap { Double($0) }.filter { (2...60).contains($0) }
    }

    private var evaluation: Evaluation {
        get throws {
            let survey = try scansFile.map { try SurveyedScan.read($0) }
            let scene = survey.flatMap { RadioScene($0) } ?? RadioScene(seed: 11)
            var evaluation = try evaluation(in: scene)
            evaluation.survey = survey.map { RadioSurvey($0) }
            return evaluation
        }
    }

    private func evaluation(in scene: RadioScene) throws -> Evaluation {
        guard let recordings else {
            let people = GeneratedPeople(count: people, windowsEach: windows)
            return Evaluation("generated phones", lengths: lengths, scene: scene) {
                people.windows(seconds: $0)
            }
        }
        let phones = try RecordingLibrary.open(URL(filePath: recordings))
        guard !phones.isEmpty else { throw ValidationError("no recording in \(recordings)") }
        return Evaluation("recorded phones", lengths: lengths, scene: scene) { seconds in
            phones.flatMap { $0.windows(seconds: seconds, every: seconds / 2) }
        }
    }

    private var scansFile: URL? {
        if let scans { return URL(filePath: scans) }
        let beside = recordings.map {
            URL(filePath: $0).deletingLastPathComponent()
                .appending(path: "wifi/lc_scans_with_position.csv")
        }
        return beside.flatMap { FileManager.default.fileExists(atPath: $0.path) ? $0 : nil }
    }
}
