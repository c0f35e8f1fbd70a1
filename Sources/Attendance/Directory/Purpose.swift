import Timekeeping

/// What personal evidence is processed for; each needs a consent of its own.
public enum Purpose: String, Codable, Sendable, CaseIterable {
    /// Positions of the device.
    case location
    /// Accelerometer, gyroscope, rotation vector.
    case motion
    /// Wi-Fi access points and radio beacons around the device.
    case wifi
    /// The verdict on, or list of, installed apps.
    case apps
    /// A feature vector of the face.
    case face
    /// What identifies and describes the device.
    case device
}

/// A set of purposes, small enough to be one column.
public struct Purposes: OptionSet, Hashable, Codable, Sendable {
    /// One bit a purpose, in the order of `Purpose.allCases`.
    public let rawValue: Int64

    /// The set with these bits.
    public init(rawValue: Int64) { self.rawValue = rawValue }

    /// The set of the given purposes.
    public init(_ purposes: some Sequence<Purpose>) {
        self.init(purposes.map(Self.init))
    }

    /// The set of one purpose.
    public init(_ purpose: Purpose) {
        let index = Purpose.allCases.firstIndex(of: purpose) ?? 0
        self.init(rawValue: 1 << Int64(index))
    }

    /// The purposes of the set, in their canonical order.
    public var list: [Purpose] { Purpose.allCases.filter { contains(Purposes($0)) } }
}

/// The receipt of one consent, granted or withdrawn; receipts are only ever added.
public struct ConsentReceipt: Hashable, Codable, Sendable {
    /// What the consent is for.
    public let purpose: Purpose
    /// Whether it was granted or withdrawn.
    public let action: Action
    /// The notice that the person was shown; nil for a withdrawal.
    public let noticeVersion: String?
    /// When the person decided, as the client tells.
    public let at: Instant
    /// When the server learned of it.
    public let recordedAt: Instant
    /// How the decision reached the server, such as `app` or `attested`.
    public let channel: String

    /// A receipt as its parts say.
    public init(
        purpose: Purpose,
        action: Action,
        noticeVersion: String?,
        at: Instant,
        recordedAt: Instant,
        channel: String
    ) {
        self.purpose = purpose
        self.action = action
        self.noticeVersion = noticeVersion
        self.at = at
        self.recordedAt = recordedAt
        self.channel = channel
    }

    /// The channel of a consent that a guardian gave; a child's other consents are refused.
    public static let guardianChannel = "guardian"

    /// What a person decided.
    public enum Action: String, Codable, Sendable {
        /// The person agreed.
        case granted
        /// The person took the agreement back.
        case withdrawn
    }
}
