import Attendance
import HTTPTypes
import Hummingbird

/// Hands a person everything that is kept on it.
struct ExportRoutes: Sendable {
    let store: any AttendanceStorage

    var endpoints: [Endpoint] {
        [
            .organization(.get, "/members/{member}/export", [.admin, .member], export)
                .disclosing(
                    Egress(
                        categories: DataCategory.allCases.filter(Self.isExported),
                        kind: .export, purpose: "data-subject-rights", isAlways: true))
        ]
    }

    private static func isExported(_ category: DataCategory) -> Bool {
        category.isPersonal && category != .erasures
    }

    @Sendable private func export(_ call: OrganizationCall) async throws -> Response {
        let id: MemberID = try call.identifier()
        var member: Member?
        do throws(StoreError) {
            guard let stored = try await store.member(id, in: call.organization) else {
                throw StoreError.unknownMember(id)
            }
            member = stored.value
        } catch {
            // A profile that was altered hides nothing else of the person.
            guard case .altered = error else { throw error }
        }
        let format = try await PersonExport(
            store: store, organization: call.organization,
            member: member ?? Member(id: id, profile: .init(name: "")),
            isAltered: member == nil, language: call.language, now: call.now
        ).format()
        let isArchive = call.call.accepts("application/zip")
        let name = "\(id.text).\(isArchive ? "zip" : "json")"
        return Response(
            status: .ok,
            headers: [
                .contentType: isArchive ? "application/zip" : "application/json",
                .contentDisposition: "attachment; filename=\"\(name)\"",
                .contentLanguage: call.language.rawValue,
            ],
            body: isArchive
                ? format.archive(hasByteOrderMark: call.query["bom"] == "true") : format.json)
    }
}
