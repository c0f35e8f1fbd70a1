import Attendance

/// How personal payloads are sealed before they are written, and opened after they are read.
public protocol PayloadSeal {
    /// Seals bytes for one cell.
    func seal(_ bytes: [UInt8], in cell: PayloadCell) throws -> [UInt8]

    /// Opens what was sealed for the same cell; nil once the member's key is destroyed.
    ///
    /// - Throws: When the bytes were sealed for another cell, or altered.
    func open(_ bytes: [UInt8], in cell: PayloadCell) throws -> [UInt8]?
}

/// Where a sealed payload stands; sealed bytes open nowhere else.
public struct PayloadCell: Hashable, Sendable {
    /// Whose database row it is.
    public let organization: OrganizationID
    /// The person that the payload speaks of.
    public let member: MemberID
    /// The table's name.
    public let table: String
    /// The column's name.
    public let column: String
    /// The row's own name within organization and table.
    public let row: String
    /// Which of the person's keys seals it.
    public let purpose: SealPurpose

    /// A cell as its parts say.
    public init(
        organization: OrganizationID, member: MemberID, table: String, column: String, row: String,
        purpose: SealPurpose = .general
    ) {
        self.organization = organization
        self.member = member
        self.table = table
        self.column = column
        self.row = row
        self.purpose = purpose
    }
}

/// Leaves payloads as they are.
public struct OpenPayloads: PayloadSeal, Sendable {
    /// A seal that seals nothing.
    public init() {}

    /// The bytes themselves.
    public func seal(_ bytes: [UInt8], in cell: PayloadCell) -> [UInt8] { bytes }

    /// The bytes themselves.
    public func open(_ bytes: [UInt8], in cell: PayloadCell) -> [UInt8]? { bytes }
}
