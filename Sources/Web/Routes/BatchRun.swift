import Attendance

/// Check-ins of a batch that are judged side by side, because no two are of one member.
///
/// Those of one member are judged one after the other, in the order of their lines.
struct BatchRun: Sendable {
    private let judge: @Sendable (Int, CheckIn) async -> JSONLine
    private var waiting: [(Int, CheckIn)] = []
    private var members: Set<MemberID> = []

    init(_ judge: @escaping @Sendable (Int, CheckIn) async -> JSONLine) { self.judge = judge }

    /// Whether the run must end before a check-in joins it.
    func isFull(before checkIn: CheckIn) -> Bool {
        waiting.count >= 64 || members.contains(checkIn.member)
    }

    /// Lets a check-in join the run.
    mutating func add(_ number: Int, _ checkIn: CheckIn) {
        waiting.append((number, checkIn))
        members.insert(checkIn.member)
    }

    /// Judges all that wait and writes their lines in order.
    mutating func finish(_ write: (JSONLine) async throws -> Void) async throws {
        let run = waiting
        waiting = []
        members = []
        let lines = await withTaskGroup(of: (Int, JSONLine).self) { group in
            for (number, checkIn) in run {
                group.addTask { [judge] in (number, await judge(number, checkIn)) }
            }
            return await group.reduce(into: [:]) { lines, line in lines[line.0] = line.1 }
        }
        for (number, _) in run {
            if let line = lines[number] { try await write(line) }
        }
    }
}
