import Timekeeping

/// One time that data on people left the server; entries are only ever added.
public struct Disclosure: Hashable, Sendable {
    /// The place in the organization's register, from 1 without a gap.
    public let number: Int64
    /// When it was.
    public let at: Instant
    /// What left.
    public let content: Content

    /// An entry as its parts say.
    public init(number: Int64, at: Instant, content: Content) {
        self.number = number
        self.at = at
        self.content = content
    }

    /// What left, to whom, and why.
    public struct Content: Hashable, Sendable {
        /// How it left.
        public let kind: Kind
        /// The registered recipient, or else the caller, as `Caller.name` says.
        public let recipient: String
        /// What was in it.
        public let categories: [DataCategory]
        /// What the recipient uses it for.
        public let purpose: String
        /// The ground on which it was given.
        public let basis: Recipient.Basis
        /// The one person that it was about; nil for several.
        public let member: MemberID?

        /// A content as its parts say.
        public init(
            kind: Kind, recipient: String, categories: [DataCategory], purpose: String,
            basis: Recipient.Basis, member: MemberID?
        ) {
            self.kind = kind
            self.recipient = recipient
            self.categories = categories
            self.purpose = purpose
            self.basis = basis
            self.member = member
        }
    }

    /// How data leaves.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// A person's export.
        case export
        /// A whole list, or a report, that a key fetched.
        case report
        /// The log of changes, fetched as a whole.
        case audit
        /// A message to a system of the recipient's.
        case push
        /// The recipient must be told that a person was erased.
        case erasure
    }
}

/// Somebody outside who receives data on people; written by the organization before it does.
public struct Recipient: Document, Hashable {
    /// Kept as recipients.
    public static var kind: DocumentKind { .recipient }

    /// Its name for people.
    public var name: String
    /// How it is reached, such as the address for matters of data protection.
    public var contact: String?
    /// What it uses the data for.
    public var purpose: String
    /// The ground on which it is given.
    public var basis: Basis
    /// What it may receive.
    public var categories: [DataCategory]
    /// The keys that it fetches with.
    public var keys: [KeyID]

    /// A recipient as its parts say.
    public init(
        name: String, contact: String?, purpose: String, basis: Basis,
        categories: [DataCategory], keys: [KeyID]
    ) {
        self.name = name
        self.contact = contact
        self.purpose = purpose
        self.basis = basis
        self.categories = categories
        self.keys = keys
    }

    /// A ground on which data is given.
    public enum Basis: String, Codable, Sendable, CaseIterable {
        /// The person agreed.
        case consent
        /// The employment needs it, under lawful rules.
        case necessity = "hr-necessity"
        /// A law demands it.
        case obligation = "legal-obligation"
        /// The recipient works for the organization, on its instructions.
        case processor
        /// The person itself asked for it.
        case request = "subject-request"
    }
}

/// Where the register of disclosures is kept.
public protocol DisclosureStore: Sendable {
    /// Adds an entry, durably, before anything leaves.
    ///
    /// - Throws: `unknownOrganization`.
    func register(
        _ content: Disclosure.Content, in organization: OrganizationID, by caller: Caller
    ) async throws(StoreError)

    /// The register, oldest first.
    ///
    /// - Parameters:
    ///   - member: Only entries about this one person; nil for all.
    ///   - number: Only entries after this one; 0 for the first page.
    func disclosures(
        about member: MemberID?, in organization: OrganizationID, after number: Int64, limit: Int
    ) async throws(StoreError) -> [Disclosure]
}
