import Foundation

/// An engine whose database can be copied into files while it is in use.
protocol CopyingEngine: Engine {
    /// The folder that the database lies in; nil for one in memory.
    var folder: URL? { get }

    /// Copies the whole database as it is at one moment into a new file, and changes the copy.
    ///
    /// - Parameter body: Changes the copy, where foreign keys are not enforced; nothing of what it
    ///   replaces or deletes is in the file.
    func copy(
        to file: URL, then body: @escaping @Sendable (any WriteConnection) throws -> Void
    ) async throws

    /// Copies some tables as they are at one moment, with all of their columns, into a new file.
    ///
    /// - Parameter files: Become the rows of a table `carried_file`: name and bytes.
    func export(_ tables: [String], with files: [String: [UInt8]], to file: URL) async throws

    /// Hands the writing connection to a body, with the tables of another file at hand under a name.
    func write(
        attaching file: URL, as name: String, _ body: (any WriteConnection) throws -> Void
    ) throws

    /// The columns of a table, here or in an attached file; none where there is no such table.
    func columns(of table: String, in file: URL?) throws -> [String]

    /// What is wrong with the database file itself; empty when nothing is.
    func damage() async throws -> [String]
}
