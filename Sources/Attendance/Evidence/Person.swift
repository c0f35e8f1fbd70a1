import Apps
import Faces

/// What a device says of its own apps.
public enum AppReport: Sendable {
    /// The device's own verdict: which rules of which revision of the blocklist it found.
    case verdict(listRevision: Int64, matches: [String])
    /// The list itself, where the organization matches on the server; lives only for the request.
    case installed(AppList)
}

/// A face as the device measured it.
public struct Face: Sendable {
    /// The model that made the vector.
    public let model: String
    /// The feature vector; never printed, overwritten when the last owner lets go.
    public let vector: FaceVector
    /// What the device says of the face being alive.
    public let liveness: Liveness

    /// A face as its parts say.
    public init(model: String, vector: FaceVector, liveness: Liveness) {
        self.model = model
        self.vector = vector
        self.liveness = liveness
    }

    /// The device's verdict on presentation attacks.
    public enum Liveness: String, Codable, Sendable, CaseIterable {
        /// The person was there.
        case passed
        /// A picture or mask was there.
        case failed
        /// The device did not look.
        case unchecked
    }
}

/// A photograph that is kept elsewhere.
public struct Photo: Hashable, Codable, Sendable {
    /// SHA-256 of the picture, in lower-case hexadecimal.
    public let sha256: String
    /// Where it is kept.
    public let url: String?

    /// A reference as its parts say.
    public init(sha256: String, url: String?) {
        self.sha256 = sha256
        self.url = url
    }
}
