/// One numbered step of the schema; never changed once it was released.
struct Migration: Sendable {
    /// Counts from 1 without a gap.
    let number: Int64
    /// What it brings.
    let name: String
    /// Portable SQL; `{bytes}` stands for the engine's word for bytes.
    let statements: [String]

    /// All steps, oldest first.
    static let all: [Migration] = [
        .foundation, .blocklist, .workdays, .faces, .seals, .notices, .identity, .persons,
        .traces, .disclosures, .memories, .punches,
    ]
}
