import Attendance

/// A column whose values are sealed under the keys of members.
///
/// The list is all that rotation knows of tables: whoever seals another column adds a line here.
/// Tests hold the list to the catalogue of what is kept, and to the sources.
struct SealedColumn: Hashable, Sendable {
    let table: String
    let column: String
    /// What orders an organization's rows, and names each.
    let order: [Order]
    /// The column that says whose the value is; where it is NULL the value is not sealed.
    var member = "member_id"
    /// The columns that, parted by slashes, name the row inside the seal.
    let row: [Order]
    var purpose = SealPurpose.general
    /// A column that repeats the version of the key, where there is one.
    var keyVersion: String?

    static let all = [
        SealedColumn(
            table: "member", column: "profile", order: [.text("id")], member: "id",
            row: [.text("id")]),
        SealedColumn(
            table: "record", column: "payload", order: [.integer("sequence")],
            row: [.text("id")]),
        SealedColumn(
            table: "record", column: "position", order: [.integer("sequence")],
            row: [.text("id")]),
        SealedColumn(
            table: "motion_memory", column: "sealed",
            order: [.text("member_id"), .integer("slot")], row: [.text("record_id")]),
        SealedColumn(
            table: "face_template", column: "sealed", order: [.text("id")],
            row: [.text("id"), .text("model")], purpose: .face, keyVersion: "key_version"),
        SealedColumn(
            table: "document", column: "body", order: [.text("kind"), .text("id")],
            row: [.text("kind"), .integer("version"), .text("id")]),
        SealedColumn(
            table: "document_version", column: "body",
            order: [.text("kind"), .text("id"), .integer("version")],
            row: [.text("kind"), .integer("version"), .text("id")]),
        SealedColumn(
            table: "legal_hold", column: "reason", order: [.text("member_id")],
            row: [.text("member_id")]),
        ofRecord("pending_lesson", "sealed"),
        ofRecord("evidence", "location"), ofRecord("evidence", "wifi"),
        ofRecord("evidence", "motion"), ofRecord("evidence", "device"),
    ]

    private static func ofRecord(_ table: String, _ column: String) -> SealedColumn {
        SealedColumn(
            table: table, column: column, order: [.text("member_id"), .text("record_id")],
            row: [.text("record_id")])
    }

    /// A column that orders rows.
    enum Order: Hashable, Sendable {
        case text(String)
        case integer(String)

        var name: String {
            switch self {
            case .text(let name), .integer(let name): name
            }
        }

        /// What comes before every value.
        var start: SQLValue {
            switch self {
            case .text: .text("")
            case .integer: .integer(.min)
            }
        }

        func text(_ row: SQLRow, _ column: Int) throws -> String {
            switch self {
            case .text: try row.text(column)
            case .integer: String(try row.integer(column))
            }
        }

        func value(_ row: SQLRow, _ column: Int) throws -> SQLValue {
            switch self {
            case .text: .text(try row.text(column))
            case .integer: .integer(try row.integer(column))
            }
        }
    }
}

/// One value of a sealed column, as it is sealed now.
struct SealedValue: Sendable {
    /// What names the row within the organization.
    let place: [SQLValue]
    let cell: PayloadCell
    let box: [UInt8]
}

extension SealedColumn {
    /// The values after a place, in order; empty when there are no more.
    func values(
        after place: [SQLValue], limit: Int, in organization: OrganizationID,
        on connection: any SQLConnection
    ) throws -> [SealedValue] {
        let names = order.map(\.name)
        let places = names.indices.map { "$\($0 + 2)" }.joined(separator: ", ")
        let rows = try connection.rows(
            """
            SELECT \((names + [column, member] + row.map(\.name)).joined(separator: ", "))
            FROM \(table)
            WHERE organization_id = $1
              AND (\(names.joined(separator: ", "))) > (\(places))
              AND \(column) IS NOT NULL
              AND \(member) IS NOT NULL
            ORDER BY \(names.joined(separator: ", "))
            LIMIT $\(names.count + 2)
            """, [.text(organization.text)] + place + [.integer(Int64(limit))])
        return try rows.map { try value($0, in: organization) }
    }

    private func value(_ row: SQLRow, in organization: OrganizationID) throws -> SealedValue {
        let first = order.count
        guard let member = MemberID(try row.text(first + 1)) else {
            throw EngineError(kind: .corrupt, message: "a sealed value's member is malformed")
        }
        let name = try self.row.enumerated().map { try $1.text(row, first + 2 + $0) }
        return SealedValue(
            place: try order.enumerated().map { try $1.value(row, $0) },
            cell: PayloadCell(
                organization: organization, member: member, table: table, column: column,
                row: name.joined(separator: "/"), purpose: purpose),
            box: try row.bytes(first))
    }

    /// Puts a box in the place of another, unless the row was changed meanwhile.
    ///
    /// - Returns: Whether it was still the same.
    func replace(
        _ value: SealedValue, with box: [UInt8], version: UInt32,
        on connection: any SQLConnection
    ) throws -> Bool {
        var values: [SQLValue] = [.bytes(box)]
        var changes = "\(column) = $1"
        if let keyVersion {
            values.append(.integer(Int64(version)))
            changes += ", \(keyVersion) = $2"
        }
        var conditions: [String] = []
        let places =
            [("organization_id", SQLValue.text(value.cell.organization.text))]
            + zip(order.map(\.name), value.place) + [(column, .bytes(value.box))]
        for (name, place) in places {
            values.append(place)
            conditions.append("\(name) = $\(values.count)")
        }
        return try connection.run(
            """
            UPDATE \(table)
            SET \(changes)
            WHERE \(conditions.joined(separator: "\n  AND "))
            """, values) == 1
    }
}
