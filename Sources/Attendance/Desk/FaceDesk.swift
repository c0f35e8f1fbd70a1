import Faces
import Foundation
import Timekeeping

/// Enrols and compares faces: pure matching, which records nothing of the probe.
public struct FaceDesk: Sendable {
    private let faces: any FaceStore
    private let documents: any DocumentStore
    private let galleries: any FaceGalleries

    /// A desk over templates, models and galleries.
    public init(
        faces: any FaceStore, documents: any DocumentStore, galleries: any FaceGalleries
    ) {
        self.faces = faces
        self.documents = documents
        self.galleries = galleries
    }

    /// Keeps a template of a member who consents.
    ///
    /// - Throws: ``FaceRefusal``, ``StoreError``.
    public func enrol(
        _ probe: FaceProbe, as member: MemberID, in organization: OrganizationID,
        by caller: Caller
    ) async throws -> EnrolledFace {
        _ = try await model(of: probe, in: organization)
        return try await faces.enrol(probe, as: member, in: organization, by: caller)
    }

    /// Whether a probe is a member's face: the best of the member's templates.
    ///
    /// - Throws: ``FaceRefusal``, ``StoreError``.
    public func verify(
        _ probe: FaceProbe, as member: MemberID, in organization: OrganizationID
    ) async throws -> FaceComparison {
        let rule = try await policy(of: organization).face
        let model = try await model(of: probe, in: organization).held(to: rule)
        let templates = try await faces.templates(
            of: member, model: model.id, in: organization
        ).map(\.vector).filter { $0.dimension == model.dimension }
        guard let comparison = try model.verify(probe.vector, against: templates) else {
            throw FaceRefusal.notEnrolled
        }
        return comparison
    }

    /// Who a probe may be, among all members of an organization that allows the question.
    ///
    /// - Throws: ``FaceRefusal``, ``StoreError``.
    public func identify(
        _ probe: FaceProbe, in organization: OrganizationID, limit: Int
    ) async throws -> FaceSearch<MemberID, UUID> {
        let rule = try await policy(of: organization).face
        guard rule.identify else { throw FaceRefusal.identifyingOff }
        let model = try await model(of: probe, in: organization).held(to: rule)
        let found = try await galleries.search(
            probe.vector, by: model, in: organization, limit: limit)
        let active = try await faces.consenting(found.nearest.map(\.subject), in: organization)
        if active.count == found.nearest.count { return found }
        // A consent that a major change made stale leaves the template, and counts for nothing.
        let wide = try await galleries.search(
            probe.vector, by: model, in: organization, limit: Self.widest)
        let all = try await faces.consenting(wide.nearest.map(\.subject), in: organization)
        return wide.keeping(limit: limit, all.contains)
    }

    /// As many persons as one search names.
    private static let widest = 100

    private func policy(of organization: OrganizationID) async throws(StoreError) -> Policy {
        try await documents.document(Policy.self, id: "policy", in: organization)?.value
            ?? Policy()
    }

    private func model(
        of probe: FaceProbe, in organization: OrganizationID
    ) async throws -> FaceModel {
        let stored = try await documents.document(
            FaceModel.self, id: probe.model, in: organization)
        guard let model = stored?.value else { throw FaceRefusal.unknownModel }
        let dimension = probe.vector.dimension
        guard dimension == model.dimension else {
            throw FaceRefusal.wrongDimension(got: dimension, expected: model.dimension)
        }
        return model
    }
}

/// Where an organization's templates are searched.
public protocol FaceGalleries: Sendable {
    /// The members most alike to a probe, as of the templates that are kept now.
    func search(
        _ probe: FaceVector, by model: FaceModel, in organization: OrganizationID, limit: Int
    ) async throws -> FaceSearch<MemberID, UUID>
}

/// Why a face is neither enrolled nor compared.
public enum FaceRefusal: Error, Equatable, Sendable {
    /// The organization has no such model.
    case unknownModel
    /// The vector is not of the model.
    case wrongDimension(got: Int, expected: Int)
    /// The member has no template of the model.
    case notEnrolled
    /// The organization does not search faces among all members.
    case identifyingOff
}
