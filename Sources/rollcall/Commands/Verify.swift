import ArgumentParser
import Attendance
import Storage

/// Checks the hash chains of a data folder.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check every hash chain of a data folder.",
        discussion: """
            Run it while the server is stopped, or on a backup. Exits 1 at the first break. A \
            chain that was cut short together with its head, or computed anew, is sound by \
            itself: give the heads that were kept elsewhere, as GET …/audit/head answered them.
            """)

    @OptionGroup var folder: DataFolder
    @Option(name: .customLong("head"), help: "A file of signed heads; may be given many times.")
    var heads: [String] = []

    func run() async throws {
        let kept = try KeptHeads(files: heads)
        let store = try await folder.open()
        let clock = ContinuousClock()
        let start = clock.now
        var (links, checked) = (UInt64(0), 0)
        var missing = kept.organizations
        var last: OrganizationID?
        repeat {
            let page = try await store.organizations(after: last, limit: 100)
            for organization in page {
                let witness = kept.witness(of: organization.id)
                if let fault = try await store.verify(organization.id, against: witness) {
                    try await store.close()
                    Terminal.write("\(organization.id): \(fault)")
                    throw ExitCode.failure
                }
                links += try await store.chainHeads(of: organization.id).reduce(0) {
                    $0 + $1.sequence
                }
                missing.remove(organization.id.text)
                checked += 1
            }
            last = page.last?.id
        } while last != nil
        try await store.close()
        guard missing.isEmpty else {
            Terminal.write("gone altogether: \(missing.sorted().joined(separator: ", "))")
            throw ExitCode.failure
        }
        let seconds = (clock.now - start) / .seconds(1)
        let rate = Int(exactly: (Double(links) / max(seconds, 1e-6)).rounded()) ?? 0
        Terminal.write(
            "the chains of \(checked) organizations hold: \(links) links, \(rate) a second")
    }
}
