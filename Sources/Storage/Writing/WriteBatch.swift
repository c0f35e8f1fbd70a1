import Attendance
import Sealing

/// The writes of one transaction.
struct WriteBatch {
    private let writes: [any AnyPendingWrite]

    init(_ writes: [any AnyPendingWrite]) { self.writes = writes }

    /// Writes all in one transaction.
    ///
    /// - Returns: How each ended, and why the writer must stop, if it must.
    func commit(on engine: any Engine) -> Report {
        var report = Report(writes)
        do {
            try engine.write { connection in
                do {
                    try connection.begin(touching: Set(writes.map(\.organization)).sorted())
                    try runAll(on: connection, &report)
                } catch {
                    report.failAll(with: StoreError(error, during: "writing"))
                    try connection.rollBack()
                    return
                }
                commit(connection, &report)
            }
        } catch {
            report.stop(because: "a transaction could not be ended: \(error)")
        }
        return report
    }

    private func runAll(on connection: any WriteConnection, _ report: inout Report) throws {
        for (index, write) in writes.enumerated() {
            try connection.beginPart()
            do {
                try write.run(on: connection)
                try connection.keepPart()
            } catch {
                try connection.undoPart()
                report.endings[index] = .failed(StoreError(error, during: "writing"))
            }
        }
    }

    /// A full disk refuses a commit before it is one; any other failure may be one or not.
    private func commit(_ connection: any WriteConnection, _ report: inout Report) {
        do {
            try connection.commit()
        } catch let error as EngineError where error.kind == .full {
            report.failAll(with: StoreError(error, during: "committing"))
            do { try connection.rollBack() } catch { report.stop(because: "\(error)") }
        } catch {
            report.stop(because: "a commit failed: \(error)")
            do { try connection.rollBack() } catch { report.stop(because: "\(error)") }
        }
    }

    /// How a batch ended.
    struct Report {
        let writes: [any AnyPendingWrite]
        var endings: [Ending]
        /// Why the writer must stop; nil when it may go on.
        var failure: String?

        init(_ writes: [any AnyPendingWrite]) {
            self.writes = writes
            endings = Array(repeating: .committed, count: writes.count)
        }

        /// Answers everybody.
        func settle() {
            for (write, ending) in zip(writes, endings) { write.settle(ending) }
        }

        /// Nothing was written.
        mutating func failAll(with error: StoreError) {
            endings = endings.map { if case .committed = $0 { .failed(error) } else { $0 } }
        }

        /// Nobody knows what was written, and nothing more may be.
        mutating func stop(because cause: String) {
            failAll(with: .unknownOutcome)
            failure = failure ?? cause
        }
    }
}

extension StoreError {
    /// What an error inside the store means to its caller.
    init(_ error: any Error, during operation: String) {
        switch error {
        case let error as StoreError: self = error
        // A cell that does not open was altered, and so were rows that are not of their types.
        case SealError.forged, SealError.truncated, SealError.unknownFormat: self = .altered("cell")
        case let error as EngineError where error.kind == .corrupt: self = .altered(error.message)
        default: self = .unavailable(during: operation, cause: "\(error)")
        }
    }
}
