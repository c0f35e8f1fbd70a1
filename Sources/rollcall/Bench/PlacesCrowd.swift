import Attendance
import Foundation
import Geometry
import Screening
import Timekeeping

/// Many organizations of a thousand fences each, of which the server keeps what it asks for.
struct PlacesCrowd {
    /// How many organizations are asked about, one after the other.
    let organizations: Int

    /// Fences of each.
    private static let fences = 1_000

    /// Asks each organization about one position, then the last one again and again.
    func figures() async throws -> [PlacesBench.Figure] {
        let source = DrawnPlaces(organizations: organizations, fences: Self.fences)
        let clock: @Sendable () -> Instant = { Instant(milliseconds: 0) }
        let surveyor = GeofenceSurveyor(
            sources: source, screener: Screener(sources: source), clock: clock)
        let start = PlacesBench.residentBytes()
        var (peak, first): (Int, [Double]) = (start, [])
        for number in 0..<organizations {
            let began = ContinuousClock.now
            let found = try await ask(number, surveyor)
            first.append((ContinuousClock.now - began) / .milliseconds(1))
            guard found == 1 else { throw CrowdFault() }
            peak = max(peak, PlacesBench.residentBytes())
        }
        let began = ContinuousClock.now
        for _ in 0..<1_000 { _ = try await ask(organizations - 1, surveyor) }
        let warm = (ContinuousClock.now - began) / .microseconds(1_000)
        first.sort()
        return [
            .init(name: "first-question-ms", value: first[first.count / 2]),
            .init(name: "first-question-p99-ms", value: first[first.count * 99 / 100]),
            .init(name: "kept-question-us", value: warm),
            .init(name: "most-memory-MiB", value: Double(peak - start) / 1_048_576),
        ]
    }

    private func ask(_ number: Int, _ surveyor: GeofenceSurveyor) async throws -> Int {
        let all = organizations * Self.fences
        let place = PlacesScene.centre(number * Self.fences + 500, of: all)
        let position = SurveyedPosition(
            point: .init(longitude: place.longitude, latitude: place.latitude), accuracy: 20,
            coordinateSystem: .wgs84)
        let matches = try await surveyor.locate(
            position, in: try DrawnPlaces.id(number), limit: 1)
        return matches.count { $0.outcome == .inside }
    }
}

/// The fences that a database would hold, drawn as they are read.
private struct DrawnPlaces: RulebookSources {
    let organizations: Int
    let fences: Int

    static func id(_ number: Int) throws(StoreError) -> OrganizationID {
        guard let id = OrganizationID("org-\(number)") else { throw .unknownOrganization }
        return id
    }

    func rulebookRevision(of organization: OrganizationID) async throws(StoreError) -> Int64 { 1 }

    func rulebookSource(
        of organization: OrganizationID
    ) async throws(StoreError) -> RulebookSource {
        guard let number = Int(organization.text.dropFirst("org-".count)) else {
            throw .unknownOrganization
        }
        let drawn = (number * fences..<(number + 1) * fences).compactMap { fence -> Geofence? in
            guard let id = GeofenceID("g-\(fence)") else { return nil }
            let polygon = PlacesScene.fence(fence, of: organizations * fences, vertices: 20)
            let ring = polygon.shell.map {
                Geofence.Point(longitude: $0.longitude, latitude: $0.latitude)
            }
            return Geofence(
                id: id, name: "Fence", outline: .polygon([ring]), coordinateSystem: .wgs84)
        }
        return RulebookSource(
            revision: 1,
            organization: Organization(
                id: organization, name: "Crowd", timeZone: "Asia/Shanghai",
                createdAt: Instant(milliseconds: 0)),
            policy: Policy(), policyVersion: 0, geofences: drawn)
    }
}

/// A position in the middle of a fence was not found there.
private struct CrowdFault: Error {}
