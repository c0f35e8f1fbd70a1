/// The one place a sealed value belongs to; it opens nowhere else.
///
/// Every part is authenticated with the value, so a box copied to another row, column, member or
/// organization is refused.
public struct SealedCell: Hashable, Sendable {
    /// Whose value it is.
    public let owner: KeyOwner
    /// The table the value is stored in.
    public let table: String
    /// The column the value is stored in.
    public let column: String
    /// The key of the row, in a form that never changes.
    public let row: String

    /// A place; parts may hold any text, also none.
    public init(of owner: KeyOwner, table: String, column: String, row: String) {
        self.owner = owner
        self.table = table
        self.column = column
        self.row = row
    }

    /// The associated bytes of a box in this cell: organization, member, table, column, row and key
    /// version, each with its length, so that no two cells encode alike.
    func encoding(keyVersion: UInt32) -> [UInt8] {
        var bytes = CanonicalBytes(domain: "rollcall/cell/1", capacity: 128)
        bytes.append(owner)
        bytes.append(table)
        bytes.append(column)
        bytes.append(row)
        bytes.append(UInt64(keyVersion))
        return bytes.bytes
    }
}
