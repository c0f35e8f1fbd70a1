import Sealing
import Timekeeping

/// One numbered step of the schema; never changed once it was released.
struct Migration: Sendable {
    /// Rises from step to step.
    let number: Int64
    /// What it brings.
    let name: String
    /// Portable SQL; `{bytes}` stands for the engine's word for bytes.
    let statements: [String]
    /// What SQL cannot do, after the statements and in the same transaction.
    let step: @Sendable (Context) throws -> Void
    /// Portable SQL that comes last.
    let afterwards: [String]

    init(
        number: Int64, name: String, statements: [String],
        step: @escaping @Sendable (Context) throws -> Void = { _ in }, afterwards: [String] = []
    ) {
        self.number = number
        self.name = name
        self.statements = statements
        self.step = step
        self.afterwards = afterwards
    }

    /// What a step may use.
    struct Context {
        /// The key above all others.
        let root: OwnerKey
        let connection: any SQLConnection
        let now: Instant
    }

    /// All steps, oldest first.
    static let all: [Migration] = [
        .foundation, .blocklist, .workdays, .faces, .seals, .notices, .identity, .persons,
        .traces, .disclosures, .memories, .punches, .sealingKeys, .webhooks,
        .backups, .serverKeys,
        .evidence, .standing, .lessons, .sealedDocuments, .rotation,
    ]
}
