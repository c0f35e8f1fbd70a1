import Attendance
import Logging
import Metrics
import ServiceLifecycle
import Storage

/// Counts the persons whose faces are enrolled, and speaks up before the law does.
struct EnrolmentWatch: Service {
    let store: AttendanceStore
    /// How long it waits between two counts.
    let interval: Duration
    let log: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var alarms: [OrganizationID: EnrolmentAlarm] = [:]
            var whole = EnrolmentAlarm()
            while !Task.isCancelled {
                do { try await count(&alarms, &whole) } catch {
                    log.error("a count of faces failed", metadata: ["reason": "\(error)"])
                }
                do { try await Task.sleep(for: interval) } catch { return }
            }
        }
        // Ending early would end the server.
        try await gracefulShutdown()
    }

    private func count(
        _ alarms: inout [OrganizationID: EnrolmentAlarm], _ whole: inout EnrolmentAlarm
    ) async throws {
        var total = 0
        var last: OrganizationID?
        repeat {
            let page = try await store.organizations(after: last, limit: 100)
            for organization in page {
                let count = try await store.enrolledPersons(in: organization.id)
                total += count
                if let step = alarms[organization.id, default: EnrolmentAlarm()].step(at: count) {
                    warn("organization", organization.id.text, count, step)
                }
            }
            last = page.last?.id
        } while last != nil
        Gauge(label: "rollcall_enrolled_persons").record(total)
        if let step = whole.step(at: total) { warn("server", "all", total, step) }
    }

    private func warn(_ scope: String, _ name: String, _ count: Int, _ step: Int) {
        log.warning(
            "so many faces are enrolled that a filing may be due",
            metadata: [
                "scope": "\(scope)", "name": "\(name)", "persons": "\(count)", "step": "\(step)",
            ])
    }
}
