import Foundation
import Timekeeping

/// One check-in as a client claims it: who, when, which way, and the evidence for it.
public struct CheckIn: Sendable {
    /// The client's id and the key of idempotency.
    public let id: UUID
    /// The person.
    public let member: MemberID
    /// Coming, going, or for the server to tell.
    public let direction: Direction
    /// When it happened by the device's clock; a claim.
    public let occurredAt: Instant
    /// SHA-256 of the bytes that were received: the same body means the same bytes.
    public let bodyDigest: [UInt8]
    /// Whether the device kept it in a queue while it was offline.
    public var isQueued = false
    /// The challenge that was issued for it.
    public var nonce: String?
    /// The challenged check-in that this one answers.
    public var answers: UUID?
    /// The device.
    public var device: Device?
    /// Where the device says it was.
    public var location: Location?
    /// The access points around the device.
    public var wifi: WiFi?
    /// The Bluetooth beacons around the device.
    public var beacons: [Beacon] = []
    /// The cells around the device.
    public var cells: [Cell] = []
    /// What its motion sensors read.
    public var motion: Motion?
    /// What it says of its own apps.
    public var apps: AppReport?
    /// The face it saw.
    public var face: Face?
    /// A photograph kept elsewhere.
    public var photo: Photo?
    /// The person's own words.
    public var note: String?
    /// What its evidence leaves behind; the desk sets it.
    public var traces = Traces()
    /// The geofences that the posting kiosk is bound to; nil for every other poster.
    public var kiosk: [GeofenceID]?
    /// What its device proved by signing the request; nil for a request without a signature.
    public var proof: DeviceProof?
    /// The address that the request came from, where the server knows it.
    public var peerAddress: String?

    /// A check-in without evidence; set the parts that the client sent.
    public init(
        id: UUID,
        member: MemberID,
        direction: Direction,
        occurredAt: Instant,
        bodyDigest: [UInt8]
    ) {
        self.id = id
        self.member = member
        self.direction = direction
        self.occurredAt = occurredAt
        self.bodyDigest = bodyDigest
    }

    /// The purposes that its evidence needs a consent for.
    public var purposes: Purposes {
        var purposes: Purposes = []
        if location?.fixes.isEmpty == false || !cells.isEmpty { purposes.insert(.init(.location)) }
        if wifi?.isEmpty == false || !beacons.isEmpty { purposes.insert(.init(.wifi)) }
        if motion?.isEmpty == false { purposes.insert(.init(.motion)) }
        if apps != nil { purposes.insert(.init(.apps)) }
        if face != nil || photo != nil { purposes.insert(.init(.face)) }
        if device != nil { purposes.insert(.init(.device)) }
        return purposes
    }
}

/// Whether a person comes or goes.
public enum Direction: String, Codable, Sendable, CaseIterable {
    /// Coming to work.
    case `in`
    /// Leaving work.
    case out
    /// For the server to tell from the shift and the last record.
    case auto
}
