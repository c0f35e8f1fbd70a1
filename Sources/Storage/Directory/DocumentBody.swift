import Attendance
import Sealing

/// The body of a document's version as rows hold it: sealed for the member that it speaks of, and
/// open where it speaks of nobody in particular.
struct DocumentBody: Sendable {
    /// Whose key seals it; nil where it is open.
    let member: MemberID?
    /// What the table of documents in force holds.
    let present: [UInt8]
    /// What the table of all versions holds.
    let kept: [UInt8]

    /// Seals a body where it speaks of somebody.
    init(
        _ plain: [UInt8], of name: DocumentName, version: Int64, about member: MemberID?,
        sealedBy seal: any PayloadSeal
    ) throws {
        func sealed(in table: String) throws -> [UInt8] {
            guard let member else { return plain }
            return try seal.seal(plain, in: name.cell(in: table, version: version, about: member))
        }
        self.member = member
        present = try sealed(in: "document")
        kept = try sealed(in: "document_version")
    }

    /// Opens the body of a document in force.
    ///
    /// - Parameter columns: Where body, version and member stand.
    /// - Throws: `SealError` where it was altered, or its key is gone.
    static func opened<Value: Document>(
        _ type: Value.Type, _ row: SQLRow, columns: (body: Int, version: Int, member: Int),
        id: String, in organization: OrganizationID, by seal: any PayloadSeal
    ) throws -> Value {
        let bytes = try row.bytes(columns.body)
        guard let text = try row.optionalText(columns.member) else {
            return try JSONBytes.decode(type, bytes)
        }
        guard let member = MemberID(text) else {
            throw EngineError(kind: .corrupt, message: "a document's member is malformed")
        }
        let name = DocumentName(organization: organization, kind: Value.kind, id: id)
        let cell = name.cell(
            in: "document", version: try row.integer(columns.version), about: member)
        guard let plain = try seal.open(bytes, in: cell) else { throw SealError.forged }
        return try JSONBytes.decode(type, plain)
    }
}

extension DocumentName {
    /// Where a version stands in one of the two tables.
    func cell(in table: String, version: Int64, about member: MemberID) -> PayloadCell {
        PayloadCell(
            organization: organization, member: member, table: table, column: "body",
            row: "\(kind.rawValue)/\(version)/\(id)")
    }
}
