import GRDBSQLite

/// Rows straight from SQLite: what every read of the service pays, so without a step in between.
extension SQLRow {
    /// Copies the row that a statement stands at.
    init(at statement: OpaquePointer) {
        self.init((0..<sqlite3_data_count(statement)).map { SQLValue(of: statement, $0) })
    }
}

extension SQLValue {
    fileprivate init(of statement: OpaquePointer, _ column: Int32) {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: self = .integer(sqlite3_column_int64(statement, column))
        case SQLITE_TEXT:
            // The length is asked for last: asking for the text may change its encoding.
            let start = sqlite3_column_text(statement, column)
            let count = Int(sqlite3_column_bytes(statement, column))
            self = .text(
                String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
        case SQLITE_BLOB:
            let start = sqlite3_column_blob(statement, column)
            let count = Int(sqlite3_column_bytes(statement, column))
            self = .bytes([UInt8](UnsafeRawBufferPointer(start: start, count: count)))
        default: self = .null
        }
    }
}
