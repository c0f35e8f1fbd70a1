/// Whom a row is about, as the caller knows the member.
public struct ReportMember: Hashable, Sendable {
    /// The member's id.
    public var id: String
    /// The name; nil when it is unknown or erased.
    public var name: String?
    /// The department; nil when there is none.
    public var department: String?

    /// A member as the caller says.
    public init(id: String, name: String? = nil, department: String? = nil) {
        self.id = id
        self.name = name
        self.department = department
    }

    var cells: [ReportCell] { [.text(id), .text(of: name), .text(of: department)] }

    static let columns = [
        ReportColumn("member", "Member", "工号", .text(16).brief),
        ReportColumn("name", "Name", "姓名", .text(16).brief),
        ReportColumn("department", "Department", "部门", .text(18)),
    ]
}
