import Timekeeping

/// Finds calendars: the organization's own, the built-in ones, and the first laid over the second.
public enum CalendarBook {
    /// The calendar of a name with a version of the organization's own laid over the built-in one.
    ///
    /// - Returns: nil when neither exists.
    public static func calendar(
        _ name: String, _ own: RuleHistory<WorkCalendar>.Version?
    ) -> WorkCalendar? {
        let builtIn = BuiltInCalendar.named(name)
        guard let own, !own.isRetired else { return builtIn }
        var calendar = own.rule
        calendar.version = own.number
        return builtIn?.overlaid(with: calendar) ?? calendar
    }

    /// The newest calendar of a name.
    public static func calendar(
        _ name: String, in organization: OrganizationID, from store: any DocumentStore
    ) async throws(StoreError) -> WorkCalendar? {
        let own = try await store.document(
            RuleHistory<WorkCalendar>.self, id: name, in: organization)
        return calendar(name, own?.value.newest)
    }
}
