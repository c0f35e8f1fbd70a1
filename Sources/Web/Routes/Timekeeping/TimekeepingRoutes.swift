import Attendance

/// Everything about working time: rules, approvals, workdays, timesheets, corrections.
struct TimekeepingRoutes: Sendable {
    let store: any AttendanceStorage
    let desk: CheckInDesk

    var endpoints: [Endpoint] {
        [
            PreviewRoutes(store: store).endpoints,
            RuleRoutes(store: store).endpoints,
            RosterRoutes(store: store).endpoints,
            ApprovalRoutes(store: store).endpoints,
            WorkdayRoutes(store: store).endpoints,
            CorrectionRoutes(store: store, desk: desk).endpoints,
            CompatRoutes(store: store).endpoints,
        ].flatMap { $0 }
    }
}
