import Attendance
import HTTPTypes
import Hummingbird
import JSON
import Timekeeping

/// A dry run of rules over given punches; nothing is stored.
struct PreviewRoutes: Sendable {
    let store: any AttendanceStorage

    var endpoints: [Endpoint] {
        [
            .organization(
                .post, "/workdays/preview", [.admin, .hr], body: .whole(Limits.previewBody),
                preview)
        ]
    }

    @Sendable private func preview(_ call: OrganizationCall) async throws -> Response {
        guard let organization = try await store.organization(call.organization) else {
            throw Problem(.notFound)
        }
        var named: [String: WorkCalendar] = [:]
        var asked: String?
        var surroundings = PreviewWire.Surroundings(
            zone: Zone(organization.timeZone) ?? .utc, now: call.now)
        surroundings.calendar = { id in
            asked = id
            return named[id] ?? BuiltInCalendar.named(id) ?? WorkCalendar(days: [:])
        }
        var request = try call.call.read { try PreviewWire.read(&$0, surroundings) }
        if let id = asked {
            // The body names a calendar: it is read once more with the organization's own.
            named[id] = try await CalendarBook.calendar(id, in: call.organization, from: store)
            let own = named
            surroundings.calendar = { own[$0] }
            request = try call.call.read { try PreviewWire.read(&$0, surroundings) }
        }
        let sheet = request.answer()
        return .json { PreviewWire.write(sheet, to: &$0) }
    }
}
