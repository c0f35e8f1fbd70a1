import Foundation
import Timekeeping

/// Everything the server already knows that bears on one check-in; read once, before judging.
public struct CaseFile: Sendable {
    /// The organization, open or closed.
    public let organization: Organization
    /// The revision of the rulebook that is in force.
    public let revision: Int64
    /// When the check-in arrived, by the server's clock; the desk sets it.
    public var receivedAt: Instant?
    /// The record that was already made under the same id.
    public var earlier: Record?
    /// Where the member stands; nil for a member that does not exist.
    public var member: Standing?
    /// The member's last record that counts.
    public var last: LastRecord?
    /// How many other members used the device inside the sharing window.
    public var otherUsersOfDevice = 0
    /// Whether the member used the device before; nil when no device was told or none is known.
    public var isKnownDevice: Bool?
    /// Whether another member's check-ins counted from the device, at whatever time, and none of the
    /// member's own.
    public var isOthersDevice = false
    /// How many devices the member used before, the present one left out.
    public var otherDevicesOfMember = 0
    /// The key that the member's device signs with; nil for a device that is not registered.
    public var deviceKey: DeviceKey?

    /// What the member's present workday is made of.
    public var recent = RecentAttendance()
    /// The member's templates of the model that the check-in names, opened; empty without a face.
    public var templates: [FaceTemplate] = []
    /// Whether the face was seen in an earlier check-in already, but for a challenged one that this
    /// one answers.
    public var repeatsFace = false
    /// What of the evidence came before; enough of it to tell, not all.
    public var recurrences: [Recurrence] = []
    /// How the member's phone moved at earlier check-ins, as far as that was asked for.
    public var motions: [EarlierMotion] = []
    /// How other members' phones moved at the same time, near the same place.
    public var companions: [EarlierMotion] = []
    /// What the places that were asked for usually look like; without those nobody knows.
    public var surroundings: [GeofenceID: Surroundings] = [:]

    /// A case file of an organization in which nothing else is known.
    public init(organization: Organization, revision: Int64) {
        self.organization = organization
        self.revision = revision
    }

    /// Where a member stands when a check-in arrives.
    public struct Standing: Hashable, Sendable {
        /// Whether check-ins are still taken.
        public let isOpen: Bool
        /// The purposes that may be processed.
        public let consents: Purposes
        /// Counts the member's consent decisions; a judgement holds only while it stays.
        public let consentVersion: Int64
        /// From when until when the member works, as far as that was asked for.
        public var employment = Employment()

        /// A standing as its parts say.
        public init(isOpen: Bool, consents: Purposes, consentVersion: Int64) {
            self.isOpen = isOpen
            self.consents = consents
            self.consentVersion = consentVersion
        }
    }

    /// What a member's last counted record says to the next one.
    public struct LastRecord: Hashable, Sendable {
        /// Which way it went.
        public let direction: Direction
        /// When it happened.
        public let occurredAt: Instant
        /// Where it was made, in WGS-84, if it carried a fix.
        public let position: Record.Position?

        /// A last record as its parts say.
        public init(direction: Direction, occurredAt: Instant, position: Record.Position?) {
            self.direction = direction
            self.occurredAt = occurredAt
            self.position = position
        }
    }

    /// What a judgement rests on; a record is appended only while this still holds.
    public var basis: Basis {
        Basis(revision: revision, consentVersion: member?.consentVersion ?? 0)
    }

    /// The state that a judgement was made under.
    public struct Basis: Hashable, Sendable {
        /// The rulebook's revision.
        public let revision: Int64
        /// The member's consent version.
        public let consentVersion: Int64

        /// A basis as its parts say.
        public init(revision: Int64, consentVersion: Int64) {
            self.revision = revision
            self.consentVersion = consentVersion
        }
    }
}
