import ArgumentParser
import Attendance
import Storage

/// Checks the hash chains of a data folder.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check every hash chain of a data folder.",
        discussion:
            "Run it while the server is stopped, or on a backup. Exits 1 at the first break.")

    @OptionGroup var folder: DataFolder

    func run() async throws {
        let store = try await folder.open()
        var checked = 0
        var last: OrganizationID?
        repeat {
            let page = try await store.organizations(after: last, limit: 100)
            for organization in page {
                if let fault = try await store.verify(organization.id) {
                    Terminal.write("\(organization.id): \(fault)")
                    try await store.close()
                    throw ExitCode.failure
                }
                checked += 1
            }
            last = page.last?.id
        } while last != nil
        try await store.close()
        Terminal.write("the chains of \(checked) organizations hold")
    }
}
