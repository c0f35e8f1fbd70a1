import ArgumentParser
import Attendance
import Foundation
import Storage

/// Fits an organization's calibration to what its reviewers decided.
struct Calibrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fit an organization's score to its reviews.",
        discussion: """
            Every reviewed check-in is a label: rejected is fraud, accepted is honest. Slope and \
            offset of the log odds are fitted to them and kept as the organization's \
            calibration, which later check-ins are judged by. Reviewers see what was flagged, so \
            the labels say little of what was accepted unseen. Run it while the server is stopped.
            """)

    @Argument(help: "The organization.") var organization: String
    @OptionGroup var folder: DataFolder
    @Flag(help: "Print the fit and keep nothing.") var dryRun = false

    func run() async throws {
        guard let id = OrganizationID(organization) else {
            throw ValidationError("\(organization) is not an organization's id")
        }
        let store = try await folder.open()
        do {
            try await calibrate(store, id)
        } catch {
            try await store.close()
            throw error
        }
        try await store.close()
    }

    private func calibrate(_ store: AttendanceStore, _ id: OrganizationID) async throws {
        guard try await store.organization(id) != nil else {
            throw ValidationError("there is no organization \(id)")
        }
        let source = try await store.rulebookSource(of: id)
        let (labels, altered) = try await Self.labels(
            store, id, prior: source.policy.risk.prior)
        if altered > 0 {
            Terminal.write(
                "\(altered) reviewed check-ins are left out: what is stored was altered, "
                    + "run verify")
        }
        let fit: CalibrationFit
        do { fit = try CalibrationFit(labels) } catch {
            guard case .tooFewLabels(let count, let frauds) = error else { throw error }
            Terminal.write(
                "\(count) reviewed check-ins, \(frauds) of them rejected: a fit takes at least "
                    + "\(CalibrationFit.labelsMin), \(CalibrationFit.eachMin) of either kind; "
                    + "nothing is changed")
            throw ExitCode.failure
        }
        Terminal.write(Self.text(of: fit, labels: labels.count, present: source.calibration))
        guard !dryRun else { return }
        let written = try await store.put(
            fit.calibration, id: Calibration.documentID, if: .none, in: id,
            by: Caller(role: .operator, organization: nil))
        Terminal.write("kept as version \(written.version) of the calibration")
    }

    /// Reviewed check-ins with their uncorrected scores, and how many were altered where they lie;
    /// trusted punches have none.
    private static func labels(
        _ store: AttendanceStore, _ id: OrganizationID, prior: Double
    ) async throws -> (labels: [ScoredLabel], altered: Int) {
        var altered = 0
        var labels: [ScoredLabel] = []
        var last: String?
        while true {
            let page = try await store.listedDocuments(
                Review.self, in: id, after: last, limit: 500)
            for (_, stored) in page {
                guard let review = stored.value?.value else {
                    altered += 1
                    continue
                }
                let record: Record?
                do { record = try await store.record(review.checkIn, in: id) } catch {
                    guard case .altered = error else { throw error }
                    altered += 1
                    continue
                }
                guard let record, !record.decision.findings.isEmpty else { continue }
                let score = Risk(fusing: record.decision.findings, prior: prior).score
                let odds = min(max(log(score / (1 - score)), -30), 30)
                labels.append(ScoredLabel(logOdds: odds, isFraud: !review.isAccepted))
            }
            guard page.count == 500, let end = page.last else { return (labels, altered) }
            last = end.id
        }
    }

    private static func text(
        of fit: CalibrationFit, labels: Int, present: Calibration
    ) -> String {
        func number(_ value: Double) -> String { String(format: "%.3f", value) }
        func lines(_ title: String, _ reliability: Reliability) -> [String] {
            [
                "\(title): Brier \(number(reliability.brier)), calibration error "
                    + number(reliability.error)
            ]
                + reliability.bins.map { bin in
                    "    \(bin.count) at \(number(bin.probability)): \(number(bin.share)) frauds"
                }
        }
        let line = fit.calibration
        return
            (["\(labels) reviewed check-ins"] + lines("without a correction", fit.before)
            + lines("with the fitted one", fit.after)
            + [
                "slope \(number(line.slope)), offset \(number(line.offset)) "
                    + "(in force: \(number(present.slope)), \(number(present.offset)))"
            ]).joined(separator: "\n")
    }
}
