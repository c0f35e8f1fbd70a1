import Attendance
import Foundation

/// A group's document as a text of our own making, whose lists of members may be given other names.
struct GroupText {
    private let text: String

    init(_ text: String) { self.text = text }

    /// The text with members renamed; those for whom there is no other name stay.
    func renaming(_ name: (String) throws -> String?) rethrows -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.range(of: #""members":["#) {
            let end = rest[start.upperBound...].firstIndex(of: "]") ?? rest.endIndex
            result += rest[..<start.upperBound]
            // Ids hold neither quotation marks nor anything that JSON escapes.
            let parts = rest[start.upperBound..<end]
                .split(separator: "\"", omittingEmptySubsequences: false)
            result += try parts.enumerated().map { index, part in
                index.isMultiple(of: 2) ? String(part) : try name(String(part)) ?? String(part)
            }.joined(separator: "\"")
            rest = rest[end...]
        }
        return result + rest
    }
}

extension SQLConnection {
    /// Renames members in every version of an organization's groups, of those taken out of force too.
    ///
    /// - Parameter name: The other name of a member; nil where there is none.
    func renameInGroups(
        of organization: OrganizationID, _ name: (String) throws -> String?
    ) throws {
        let group = SQLValue.text(DocumentKind.group.rawValue)
        for table in ["document", "document_version"] {
            let rows = try rows(
                """
                SELECT id, version, body
                FROM \(table)
                WHERE organization_id = $1
                  AND kind = $2
                  AND body IS NOT NULL
                """, [.text(organization.text), group])
            for row in rows {
                let body = String(decoding: try row.bytes(2), as: UTF8.self)
                let renamed = try GroupText(body).renaming(name)
                guard renamed != body else { continue }
                try run(
                    """
                    UPDATE \(table)
                    SET body = $1
                    WHERE organization_id = $2
                      AND kind = $3
                      AND id = $4
                      AND version = $5
                    """,
                    [
                        .bytes(Array(renamed.utf8)), .text(organization.text), group,
                        .text(try row.text(0)), .integer(try row.integer(1)),
                    ])
            }
        }
    }
}
