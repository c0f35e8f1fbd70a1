import Attendance

/// Check-ins of a batch that are judged side by side, because none bears on another.
///
/// Those that may bear on one another are judged one after the other, in the order of their lines:
/// of one member, from one device, at bit for bit the same coordinates, or with motion samples,
/// which are held against those of everybody.
struct BatchRun: Sendable {
    private let judge: @Sendable (Int, CheckIn) async -> JSONLine
    private var waiting: [(Int, CheckIn)] = []
    private var ties: Set<Tie> = []

    init(_ judge: @escaping @Sendable (Int, CheckIn) async -> JSONLine) { self.judge = judge }

    /// Whether the run must end before a check-in joins it.
    func isFull(before checkIn: CheckIn) -> Bool {
        waiting.count >= 64 || !ties.isDisjoint(with: Tie.all(of: checkIn))
    }

    /// Lets a check-in join the run.
    mutating func add(_ number: Int, _ checkIn: CheckIn) {
        waiting.append((number, checkIn))
        ties.formUnion(Tie.all(of: checkIn))
    }

    /// Judges all that wait and writes their lines in order.
    mutating func finish(_ write: (JSONLine) async throws -> Void) async throws {
        let run = waiting
        waiting = []
        ties = []
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

    /// What makes the judgement of one check-in depend on that of another.
    private enum Tie: Hashable {
        case member(MemberID)
        case device(String)
        case place(latitude: Double, longitude: Double)
        case motion

        static func all(of checkIn: CheckIn) -> Set<Tie> {
            var ties: Set<Tie> = [.member(checkIn.member)]
            if let device = checkIn.device { ties.insert(.device(device.id)) }
            for fix in checkIn.location?.fixes ?? [] {
                ties.insert(.place(latitude: fix.latitude, longitude: fix.longitude))
            }
            if checkIn.motion?.isEmpty == false { ties.insert(.motion) }
            return ties
        }
    }
}
