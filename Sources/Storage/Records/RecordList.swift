import Attendance
import Timekeeping

/// The statement that lists records as a query asks; one text for each set of filters.
struct RecordList: Sendable {
    private(set) var values: [SQLValue] = []
    private var conditions: [String] = []
    private var join = ""
    private var limit = ""

    init(_ query: RecordQuery, in organization: OrganizationID) {
        if let code = query.code {
            join = """

                JOIN record_code c
                  ON c.organization_id = r.organization_id
                  AND c.sequence = r.sequence
                  AND c.code = \(bind(.text(code.rawValue)))
                """
        }
        add("r.organization_id =", .text(organization.text))
        conditions.append(ProvenRows.notErased)
        if let before = query.before { add("r.sequence <", .integer(before)) }
        if let member = query.member { add("r.member_id =", .text(member.text)) }
        if let from = query.from { add("r.occurred_at >=", .integer(from.milliseconds)) }
        if let to = query.to { add("r.occurred_at <", .integer(to.milliseconds)) }
        if let verdict = query.verdict { add("r.verdict =", .text(verdict.rawValue)) }
        if let geofence = query.geofence { add("r.geofence =", .text(geofence.text)) }
        limit = bind(.integer(Int64(query.limit)))
    }

    var sql: String {
        """
        SELECT \(ProvenRows.recordColumns)
        FROM record r\(join)
        \(ProvenRows.recordBefore)
        WHERE \(conditions.joined(separator: "\n  AND "))
        ORDER BY r.sequence DESC
        LIMIT \(limit)
        """
    }

    private mutating func add(_ comparison: String, _ value: SQLValue) {
        conditions.append("\(comparison) \(bind(value))")
    }

    private mutating func bind(_ value: SQLValue) -> String {
        values.append(value)
        return "$\(values.count)"
    }
}
