import Faces
import Foundation
import Timekeeping

/// Where face templates are kept, each member's under a key of their own.
public protocol FaceStore: Sendable {
    /// Keeps a template of a member who consents.
    ///
    /// - Throws: `unknownMember`, `memberClosed`, `consentRequired`, `tooManyFaces`.
    func enrol(
        _ probe: FaceProbe, as member: MemberID, in organization: OrganizationID,
        by caller: Caller
    ) async throws(StoreError) -> EnrolledFace

    /// What a member has enrolled, oldest first, without the templates.
    ///
    /// - Throws: `unknownMember`.
    func faces(
        of member: MemberID, in organization: OrganizationID
    ) async throws(StoreError) -> [EnrolledFace]

    /// Destroys one template.
    ///
    /// - Throws: `notFound`.
    func deleteFace(
        _ id: UUID, of member: MemberID, in organization: OrganizationID, by caller: Caller
    ) async throws(StoreError)

    /// The templates of a member who consents, to be compared and let go.
    ///
    /// - Throws: `unknownMember`, `memberClosed`, `consentRequired`.
    func templates(
        of member: MemberID, model: String, in organization: OrganizationID
    ) async throws(StoreError) -> [FaceTemplate]

    /// Those of some members who are open and whose consent to faces holds now.
    func consenting(
        _ members: [MemberID], in organization: OrganizationID
    ) async throws(StoreError) -> Set<MemberID>

    /// What became of an organization's templates after a revision, in order.
    func faceChanges(
        model: String, after revision: Int64, limit: Int, in organization: OrganizationID
    ) async throws(StoreError) -> [FaceChange]
}

/// A vector to enrol or to compare, and the model that made it.
public struct FaceProbe: Sendable {
    /// The model.
    public let model: String
    /// The vector.
    public let vector: FaceVector

    /// A probe as its parts say.
    public init(model: String, vector: FaceVector) {
        self.model = model
        self.vector = vector
    }
}

/// A template without its vector.
public struct EnrolledFace: Hashable, Sendable {
    /// Names it.
    public let id: UUID
    /// The model that made it.
    public let model: String
    /// When it was enrolled.
    public let enrolledAt: Instant

    /// A face as its parts say.
    public init(id: UUID, model: String, enrolledAt: Instant) {
        self.id = id
        self.model = model
        self.enrolledAt = enrolledAt
    }
}

/// A template, opened; in memory only.
public struct FaceTemplate: Sendable {
    /// Names it.
    public let id: UUID
    /// What is compared.
    public let vector: FaceVector

    /// A template as its parts say.
    public init(id: UUID, vector: FaceVector) {
        self.id = id
        self.vector = vector
    }
}

/// One change of an organization's templates.
public struct FaceChange: Sendable {
    /// Counts the changes of the organization.
    public let revision: Int64
    /// The template.
    public let id: UUID
    /// Whose it is.
    public let member: MemberID
    /// Its vector; nil once it was destroyed.
    public let vector: FaceVector?

    /// A change as its parts say.
    public init(revision: Int64, id: UUID, member: MemberID, vector: FaceVector?) {
        self.revision = revision
        self.id = id
        self.member = member
        self.vector = vector
    }
}
