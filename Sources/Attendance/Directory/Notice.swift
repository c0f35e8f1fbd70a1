import Timekeeping

/// What an organization tells its people of how their evidence is processed; published, never changed.
///
/// A notice is kept as a document whose id is its version.
public struct Notice: Hashable, Codable, Sendable, Document {
    /// Kept as notices.
    public static var kind: DocumentKind { .notice }

    /// What people read.
    public let text: Text
    /// SHA-256 of the text as it was received, in lower-case hexadecimal.
    public let hash: String
    /// When the server learned of it.
    public let publishedAt: Instant
    /// From when on it counts.
    public let effectiveAt: Instant
    /// How much it differs from the one before.
    public let change: Change
    /// The purposes that it speaks of.
    public let purposes: [Purpose]

    /// A notice as its parts say.
    public init(
        text: Text, hash: String, publishedAt: Instant, effectiveAt: Instant, change: Change,
        purposes: [Purpose]
    ) {
        self.text = text
        self.hash = hash
        self.publishedAt = publishedAt
        self.effectiveAt = effectiveAt
        self.change = change
        self.purposes = purposes
    }

    /// A notice in the languages that people read it in; at least one is there.
    public struct Text: Hashable, Codable, Sendable {
        /// English.
        public let english: String?
        /// Simplified Chinese.
        public let chinese: String?

        /// Returns nil without any text.
        public init?(english: String?, chinese: String?) {
            guard english != nil || chinese != nil else { return nil }
            self.english = english
            self.chinese = chinese
        }

        private enum CodingKeys: String, CodingKey {
            case english = "en"
            case chinese = "zh-CN"
        }
    }

    /// How much a notice differs from the one before.
    public enum Change: String, Codable, Sendable, CaseIterable {
        /// Its purposes need a new consent once it is in effect.
        case major
        /// Consents stay.
        case minor
    }
}
