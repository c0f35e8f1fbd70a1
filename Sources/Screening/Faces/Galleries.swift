import Attendance
import Faces
import Foundation
import Synchronization

/// Keeps the templates of organizations that ask who somebody is, ready to be searched.
///
/// A gallery is built when it is first asked for, follows the store's changes with every question,
/// and goes when it was not asked for longest and room runs out. Any node may change templates.
///
/// Thread rule: one lock over the shelf, held for a few lines and never across an `await`.
public final class Galleries: FaceGalleries, Sendable {
    private let faces: any FaceStore
    private let shelf: Mutex<RecentlyUsed<Name, Gallery>>

    /// Above so many templates a search would hold up the tasks that share its thread.
    private static let large = 5_000

    /// Galleries that together take about so many bytes; the one in use stays in any case.
    public init(faces: any FaceStore, capacity: Int = 512 * 1_024 * 1_024) {
        self.faces = faces
        shelf = Mutex(RecentlyUsed(capacity: capacity))
    }

    /// The members most alike to a probe, as of the templates that are kept now.
    ///
    /// - Throws: ``StoreError``, `FaceModelError.wrongDimension`.
    public func search(
        _ probe: FaceVector, by model: FaceModel, in organization: OrganizationID, limit: Int
    ) async throws -> FaceSearch<MemberID, UUID> {
        let name = Name(organization: organization, model: model)
        let gallery = shelf.withLock { $0.value(of: name) } ?? Gallery(name)
        let present = try await gallery.present(in: faces)
        shelf.withLock { $0.keep(gallery, of: name, cost: present.count * model.dimension * 6) }
        guard present.count > Self.large else { return try present.search(probe, limit: limit) }
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    with: Result { try present.search(probe, limit: limit) })
            }
        }
    }

    fileprivate struct Name: Hashable {
        let organization: OrganizationID
        let model: FaceModel
    }
}

/// The templates of one organization under one model.
private actor Gallery {
    private let name: Galleries.Name
    private var index: FaceIndex<MemberID, UUID>
    private var revision: Int64 = 0

    /// Changes that are read at once.
    private static let page = 500

    init(_ name: Galleries.Name) {
        self.name = name
        index = FaceIndex(model: name.model, capacity: 1_000_000, isQuantised: true)
    }

    /// The templates after all changes that the store tells now.
    func present(in faces: any FaceStore) async throws -> FaceGallery<MemberID, UUID> {
        while true {
            let changes = try await faces.faceChanges(
                model: name.model.id, after: revision, limit: Self.page, in: name.organization)
            // Another question may have brought the gallery further while this one waited.
            for change in changes where change.revision > revision { try apply(change) }
            if changes.count < Self.page { return index.gallery }
        }
    }

    private func apply(_ change: FaceChange) throws {
        if let vector = change.vector, vector.dimension == name.model.dimension {
            try index.insert(vector, template: change.id, of: change.member)
        } else {
            try index.remove(change.id, of: change.member)
        }
        revision = change.revision
    }
}
