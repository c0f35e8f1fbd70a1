import Attendance
import Timekeeping

extension AttendanceStore {
    /// How the sweeper stands.
    public func sweeperState() async throws(StoreError) -> SweeperState {
        try await reading { connection in
            let row = try connection.row(
                "SELECT swept_at, stopped_at FROM sweeper WHERE id = 1", [])
            return SweeperState(
                sweptAt: try row?.optionalInteger(0).map(Instant.init(milliseconds:)),
                stoppedAt: try row?.optionalInteger(1).map(Instant.init(milliseconds:)))
        }
    }

    /// Lets a stopped sweeper go on: an operator looked at the clock and believes it.
    public func confirmClock() async throws(StoreError) -> SweeperState {
        try await keep(SweeperState(sweptAt: options.clock()))
    }

    /// Has the sweeper wait for an operator, over restarts too.
    public func stopSweeper() async throws(StoreError) {
        var state = try await sweeperState()
        guard state.stoppedAt == nil else { return }
        state.stoppedAt = options.clock()
        _ = try await keep(state)
    }

    /// Notes that the sweeper saw this time and believed it.
    public func noteSweep() async throws(StoreError) {
        _ = try await keep(SweeperState(sweptAt: options.clock()))
    }

    private func keep(_ state: SweeperState) async throws(StoreError) -> SweeperState {
        _ = try await queue.write(in: "") { connection in
            try connection.run(
                """
                UPDATE sweeper
                SET swept_at = $1, stopped_at = $2
                WHERE id = 1
                """,
                [
                    SQLValue(state.sweptAt?.milliseconds), SQLValue(state.stoppedAt?.milliseconds),
                ])
        }
        return state
    }
}
