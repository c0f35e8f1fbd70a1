import Foundation
import Timekeeping

/// How a phone moved during a check-in, small enough to be kept.
///
/// What its bytes mean only the checks know; the store seals them, for they tell how a person walks.
public struct MotionMemory: Hashable, Sendable {
    /// The motion, in the form of the checks.
    public let bytes: [UInt8]
    /// When it ended.
    public let endedAt: Instant
    /// Which of the member's places for memories it takes.
    public var slot = 0

    /// A memory that takes the first place.
    public init(bytes: [UInt8], endedAt: Instant) {
        self.bytes = bytes
        self.endedAt = endedAt
    }
}

/// A motion that was kept at an earlier check-in.
public struct EarlierMotion: Sendable {
    /// The motion.
    public let memory: MotionMemory
    /// The check-in's record.
    public let record: UUID
    /// What was decided of it.
    public let verdict: Verdict

    /// An earlier motion as its parts say.
    public init(memory: MotionMemory, record: UUID, verdict: Verdict) {
        self.memory = memory
        self.record = record
        self.verdict = verdict
    }
}

/// What the Wi-Fi of a place usually looks like, learned from accepted check-ins.
///
/// Counts keyed hashes of access points, nobody's check-in; what its bytes mean only the checks know.
public struct Surroundings: Hashable, Sendable {
    /// Counts what was learned; 0 before the first lesson.
    public let version: Int64
    /// When it was learned last.
    public let learnedAt: Instant
    /// What was learned, in the form of the checks.
    public let bytes: [UInt8]

    /// Surroundings as their parts say.
    public init(version: Int64, learnedAt: Instant, bytes: [UInt8]) {
        self.version = version
        self.learnedAt = learnedAt
        self.bytes = bytes
    }
}

/// What a check-in that was not accepted saw at a place: once a person accepts it, it is learned.
public struct PendingLesson: Hashable, Sendable {
    /// The place.
    public let place: GeofenceID
    /// The access points in sight.
    public let accessPoints: [Traces.AccessPoint]

    /// A lesson as its parts say.
    public init(place: GeofenceID, accessPoints: [Traces.AccessPoint]) {
        self.place = place
        self.accessPoints = accessPoints
    }
}

extension CaseFile {
    /// The member's earlier motions without that of the challenged check-in that is answered.
    public func motions(besides answered: UUID?) -> [EarlierMotion] {
        motions.filter { $0.record != answered || $0.verdict != .challenged }
    }

    /// Where the next motion is kept: in the place of the one that is answered, in a free one, or in
    /// that of the oldest.
    func slot(answering answered: UUID?, most: Int) -> Int {
        if let answered = motions.first(where: { $0.record == answered }),
            answered.verdict == .challenged
        {
            return answered.memory.slot
        }
        let taken = Set(motions.map(\.memory.slot))
        if let free = (0..<max(1, most)).first(where: { !taken.contains($0) }) { return free }
        return motions.min { $0.memory.endedAt < $1.memory.endedAt }?.memory.slot ?? 0
    }
}
