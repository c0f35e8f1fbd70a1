import Attendance
import HTTPTypes
import Hummingbird
import JSON
import Timekeeping

/// Whether the server deletes what is kept long enough, or waits for somebody to look at its clock.
struct SweeperRoutes: Sendable {
    let store: any SweeperStore

    var endpoints: [Endpoint] {
        [
            .server(.get, "/v1/sweeper") { _, _ in Self.answer(try await store.sweeperState()) },
            .server(.post, "/v1/sweeper/confirm") { _, _ in
                Self.answer(try await store.confirmClock())
            },
        ]
    }

    private static func answer(_ state: SweeperState) -> Response {
        .json { writer in
            writer.object { writer in
                writer.member("state", state.stoppedAt == nil ? "sweeping" : "stopped")
                writer.member("sweptAt", instant: state.sweptAt?.milliseconds)
                writer.member("stoppedAt", instant: state.stoppedAt?.milliseconds)
            }
        }
    }
}
