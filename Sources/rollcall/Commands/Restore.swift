import ArgumentParser
import Foundation
import Storage
import Timekeeping

/// Makes a data folder of a backup.
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Restore a backup into an empty data folder.",
        discussion: """
            Opens the copy with the root key and the folder's file of keys, checks the database \
            file, every chain and every seal, and erases again who was erased since the copy was \
            made. The data folder appears whole or not at all; exits 1 where anything does not \
            hold. A file of keys that is older than the newest that was made, as the ledger \
            beside the root key tells, is refused unless --at-least allows its number.
            """)

    @Option(help: "The folder of the backup.") var from: String
    @OptionGroup var folder: DataFolder
    @Option(help: "The name of a copy; the newest unless it is set.") var copy: String?
    @Option(help: "The least number that the file of keys may have.") var atLeast: Int64?

    func run() async throws {
        var restoration = Restoration(
            from: URL(filePath: from).standardizedFileURL,
            to: folder.folder.standardizedFileURL, options: try folder.options())
        restoration.copy = copy
        restoration.atLeast = atLeast
        let outcome = try await restoration.run()
        let madeAt = Date(timeIntervalSince1970: Double(outcome.madeAt.milliseconds) / 1_000)
        Terminal.write(
            """
            restored copy \(outcome.copy) of \(madeAt.ISO8601Format()) with keys \(outcome.keys): \
            \(outcome.organizations) organizations, chains and seals hold, \
            \(outcome.erased) people erased again
            """)
    }
}
