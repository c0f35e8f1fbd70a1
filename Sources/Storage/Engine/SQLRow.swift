/// One row of a result; columns are counted from 0.
struct SQLRow: Hashable, Sendable {
    private let values: [SQLValue]

    init(_ values: [SQLValue]) { self.values = values }

    /// Whether a column is NULL.
    func isNull(_ column: Int) -> Bool { value(column) == .null }

    /// A column that the schema says is never NULL.
    func integer(_ column: Int) throws(EngineError) -> Int64 {
        guard case .integer(let value) = value(column) else { throw mismatch(column) }
        return value
    }

    /// A column that the schema says is never NULL.
    func text(_ column: Int) throws(EngineError) -> String {
        guard case .text(let value) = value(column) else { throw mismatch(column) }
        return value
    }

    /// A column that the schema says is never NULL.
    func bytes(_ column: Int) throws(EngineError) -> [UInt8] {
        guard case .bytes(let value) = value(column) else { throw mismatch(column) }
        return value
    }

    func optionalInteger(_ column: Int) throws(EngineError) -> Int64? {
        isNull(column) ? nil : try integer(column)
    }

    func optionalText(_ column: Int) throws(EngineError) -> String? {
        isNull(column) ? nil : try text(column)
    }

    func optionalBytes(_ column: Int) throws(EngineError) -> [UInt8]? {
        isNull(column) ? nil : try bytes(column)
    }

    private func value(_ column: Int) -> SQLValue {
        values.indices.contains(column) ? values[column] : .null
    }

    private func mismatch(_ column: Int) -> EngineError {
        EngineError(kind: .corrupt, message: "column \(column) is not of its type")
    }
}
